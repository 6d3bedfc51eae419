package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.DefectSdk;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.InspectionOutcome;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Same recipe, same picture, same score: bit for bit, whatever the order, the threads and the process. */
class DeterminismIT {
    private static final List<Picture> PICTURES = Stream.concat(
                    Plant.okPictures(300, 6).stream(), Stream.of(Plant.bad(1), Plant.bad(2)))
            .toList();

    @Test
    void scoresDoNotDependOnThreadsOrderOrRestart() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            List<Double> first;
            RecipeVersion recipe;
            try (DefectSdk sdk = open(database, 1)) {
                Plant.addProduct(sdk);
                recipe = Plant.teach(sdk);
                first = scores(sdk, PICTURES);
            }
            try (DefectSdk sdk = open(database, 2)) {
                assertThat(scores(sdk, PICTURES)).isEqualTo(first);
                assertThat(scoresSideBySide(sdk)).isEqualTo(first);
                assertThat(scoresInABatch(sdk)).isEqualTo(first);
                List<Picture> shuffled = new ArrayList<>(PICTURES);
                Collections.shuffle(shuffled, new Random(1));
                for (Picture picture : shuffled) {
                    assertThat(scores(sdk, List.of(picture))).containsExactly(first.get(PICTURES.indexOf(picture)));
                }
                RecipeVersion again = Plant.teach(sdk);
                assertThat(again.version()).isEqualTo(2);
                assertThat(again.sha256())
                        .as("same pictures, same options, same recipe")
                        .isEqualTo(recipe.sha256());
            }
        }
    }

    private static DefectSdk open(TestDatabase database, int threads) {
        return DefectSdk.builder()
                .dataSource(database.dataSource())
                .threads(threads)
                .build();
    }

    private static List<Double> scores(DefectSdk sdk, List<Picture> pictures) {
        return pictures.stream()
                .map(picture -> sdk.inspector().inspect(Plant.inspect(picture)).anomalyScore())
                .toList();
    }

    /** Sixteen at once, on threads of the SDK: each picture several times. */
    private static List<Double> scoresInABatch(DefectSdk sdk) {
        List<Picture> sixteen = IntStream.range(0, 16)
                .mapToObj(i -> PICTURES.get(i % PICTURES.size()))
                .toList();
        List<Double> scores;
        try (Stream<InspectionOutcome> outcomes =
                sdk.inspector().inspectAll(sixteen.stream().map(Plant::inspect))) {
            scores = outcomes.map(outcome -> outcome.inspection().orElseThrow().anomalyScore())
                    .toList();
        }
        for (int i = 0; i < scores.size(); i++) {
            assertThat(scores.get(i)).isEqualTo(scores.get(i % PICTURES.size()));
        }
        return scores.subList(0, PICTURES.size());
    }

    private static List<Double> scoresSideBySide(DefectSdk sdk) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Double>> futures = PICTURES.stream()
                    .map(picture -> threads.submit(() ->
                            sdk.inspector().inspect(Plant.inspect(picture)).anomalyScore()))
                    .toList();
            List<Double> scores = new ArrayList<>();
            for (Future<Double> future : futures) {
                scores.add(future.get());
            }
            return scores;
        } finally {
            threads.shutdown();
        }
    }
}
