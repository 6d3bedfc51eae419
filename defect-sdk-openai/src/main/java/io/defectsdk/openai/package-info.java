/**
 * Clients of servers that speak OpenAI's protocol, such as Ollama, llama-server and vLLM; start at {@link
 * io.defectsdk.openai.OpenAiCompatible}.
 */
@NullMarked
package io.defectsdk.openai;

import org.jspecify.annotations.NullMarked;
