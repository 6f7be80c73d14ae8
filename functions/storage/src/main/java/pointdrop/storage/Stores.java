package pointdrop.storage;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The buckets and tables of one deployment, under the names that the environment gives them.
public final class Stores {
    private final S3Client s3;
    private final DynamoDbClient dynamoDb;
    private final Environment environment;
    private final Patience patience;

    private Stores(S3Client s3, DynamoDbClient dynamoDb, Environment environment, Patience patience) {
        this.s3 = s3;
        this.dynamoDb = dynamoDb;
        this.environment = environment;
        this.patience = patience;
    }

    public static Stores of(S3Client s3, DynamoDbClient dynamoDb, Environment environment) {
        return new Stores(s3, dynamoDb, environment, new Patience(Clock.systemUTC(), Instant.MAX));
    }

    /// With clients made from the environment.
    public static Stores of(Environment environment) {
        return of(Clients.s3(), Clients.dynamoDb(), environment);
    }

    /// The same for one invocation: what DynamoDB has no time for is tried again until its deadline.
    public Stores with(Patience other) {
        return new Stores(s3, dynamoDb, environment, other);
    }

    public Patience patience() {
        return patience;
    }

    public S3Client s3() {
        return s3;
    }

    public Environment environment() {
        return environment;
    }

    /// `POINTDROP_DATA_BUCKET`
    public String dataBucket() {
        return environment.required("POINTDROP_DATA_BUCKET");
    }

    public DataBucket data() {
        return new DataBucket(s3, dataBucket());
    }

    /// Kept in the Imports table.
    public EarlierUploads earlierUploads() {
        return new EarlierUploads(dynamoDb, importsTable(), patience);
    }

    /// The bucket of an upload is named by its event.
    public Uploads uploads() {
        return new Uploads(s3);
    }

    /// `POINTDROP_IMPORTS_TABLE`
    public ImportsTable imports() {
        return new ImportsTable(dynamoDb, importsTable(), patience);
    }

    private String importsTable() {
        return environment.required("POINTDROP_IMPORTS_TABLE");
    }

    public Summaries summaries() {
        return new Summaries(imports(), data());
    }

    /// `POINTDROP_CUSTOMERS_TABLE`
    public CustomersTable customers() {
        return new CustomersTable(dynamoDb, environment.required("POINTDROP_CUSTOMERS_TABLE"), patience);
    }

    /// `POINTDROP_SHOPS_TABLE`, and `POINTDROP_DEFAULT_TIERS`: names with commas between them.
    public ShopsTable shops() {
        List<String> tiers = List.of(environment.required("POINTDROP_DEFAULT_TIERS").strip().split("\\s*,\\s*"));
        return new ShopsTable(dynamoDb, environment.required("POINTDROP_SHOPS_TABLE"), tiers, patience);
    }
}
