package pointdrop.emulators;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;

/// What stands for AWS on this machine: clients, and the mails that were sent.
public interface Aws {
    S3Client s3();

    DynamoDbClient dynamoDb();

    SesClient ses();

    /// The mails to one address, oldest first.
    List<MimeMessage> mailsTo(String address) throws IOException, MessagingException;
}
