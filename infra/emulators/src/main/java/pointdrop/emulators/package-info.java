/// S3, DynamoDB and SES on this machine, filled as template.yaml says.
@org.jspecify.annotations.NullMarked
package pointdrop.emulators;
