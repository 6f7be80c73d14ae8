package pointdrop.local;

import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/// Says whose credentials the SDK would sign with. Runs in a process of its own, with the jar of a function.
final class PrintKeyId {
    private PrintKeyId() {}

    public static void main(String[] arguments) {
        System.out.println(DefaultCredentialsProvider.builder().build().resolveCredentials().accessKeyId());
    }
}
