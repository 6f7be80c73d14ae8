/// S3, DynamoDB and SES in memory, behind the interfaces of the SDK's clients. They do what the functions call and refuse the
/// rest; the same tests run on them and on the emulators.
@org.jspecify.annotations.NullMarked
package pointdrop.emulators.memory;
