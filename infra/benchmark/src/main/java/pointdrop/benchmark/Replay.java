package pointdrop.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Recorded updates and nothing else: what DynamoDB takes by itself.
record Replay(DynamoDbClient dynamoDb, List<UpdateItemRequest> requests) {
    private static final List<Integer> CONCURRENCIES = List.of(1, 2, 4, 8, 16, 32, 64);

    /// The number of threads that is fastest, each tried with some of the requests, a tenth of them in all.
    int bestConcurrency() {
        int share = requests.size() / 10 / CONCURRENCIES.size();
        return IntStream.range(0, CONCURRENCIES.size()).mapToObj(index -> {
            int threads = CONCURRENCIES.get(index);
            Measured took = run(requests.subList(index * share, (index + 1) * share), threads);
            System.out.println(took.text(share + " updates by " + threads + " threads"));
            return new Trial(threads, took.seconds());
        }).min(Comparator.comparingDouble(Trial::seconds)).orElseThrow().threads();
    }

    private record Trial(int threads, double seconds) {}

    Measured run(int threads) {
        return run(requests, threads);
    }

    private Measured run(List<UpdateItemRequest> all, int threads) {
        return Measured.of(() -> Loop.run(all.size(), threads, number -> dynamoDb.updateItem(all.get(number))));
    }
}
