package pointdrop.emulators;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// S3, DynamoDB and SES for a stack on this machine, whoever emulates them.
public interface BackingServices extends AutoCloseable {
    Endpoints endpoints();

    /// The variables that functions, SDKs and the AWS CLI need to find them.
    Map<String, String> environment();

    /// Whether S3 made an object by a copy, as far as it can be asked. Listings do not tell; the events of AWS do.
    boolean isCopy(StoredObject object) throws IOException, InterruptedException;

    /// The mails that were sent to one address, oldest first.
    List<MimeMessage> mailsTo(String address) throws IOException, InterruptedException, MessagingException;

    @Override
    void close();
}
