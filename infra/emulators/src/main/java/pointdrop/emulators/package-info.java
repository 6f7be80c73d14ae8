/// S3, DynamoDB and SES on this machine, with the resources of template.yaml.
@org.jspecify.annotations.NullMarked
package pointdrop.emulators;
