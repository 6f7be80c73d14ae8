package pointdrop.emulators;

/// Prints the folder of the JDK that runs it. The build writes that to a file for the `pointdrop` script.
final class JavaHome {
    private JavaHome() {}

    public static void main(String[] none) {
        System.out.println(System.getProperty("java.home"));
    }
}
