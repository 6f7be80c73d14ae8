/// Closes what the other functions gave up, so that its owner always hears of it: rows that were applied are told as applied, the
/// others as not processed.
@org.jspecify.annotations.NullMarked
package pointdrop.abandon;
