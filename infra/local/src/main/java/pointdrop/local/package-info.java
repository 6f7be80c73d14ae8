/// The stack of template.yaml on one machine: it raises the events of S3 and SQS and delivers them as the platform does.
@org.jspecify.annotations.NullMarked
package pointdrop.local;
