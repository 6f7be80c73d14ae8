/// AWS in memory: S3, DynamoDB, SQS, SES and Lambda, one thread at a time, in an order and with faults that a seed picks.
@org.jspecify.annotations.NullMarked
package pointdrop.simulation;
