package io.defectsdk.inspection;

/**
 * Which recipe judged a picture. Immutable.
 *
 * @param id the database's key of the recipe version
 * @param version counts a product's recipes from 1
 * @param sha256 hash of the recipe's content, 64 lower-case hexadecimal digits
 * @param backbone id of the backbone
 * @param backboneSha256 hash of the backbone's file, 64 lower-case hexadecimal digits
 */
public record RecipeRef(long id, int version, String sha256, String backbone, String backboneSha256) {}
