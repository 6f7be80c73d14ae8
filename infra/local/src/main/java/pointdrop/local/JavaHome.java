package pointdrop.local;

/// Prints where the JDK is that runs it: the build keeps that for the `pointdrop` script.
final class JavaHome {
    private JavaHome() {}

    public static void main(String[] none) {
        System.out.println(System.getProperty("java.home"));
    }
}
