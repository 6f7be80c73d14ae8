package pointdrop.emulators.memory;

/// Hears what DynamoDB charges, whether or not a request asks for it to be told.
public interface ChargeListener {
    /// @param write whether the units are write units; else they are read units
    void charged(String table, boolean write, double units);
}
