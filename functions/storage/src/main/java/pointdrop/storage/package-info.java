/// S3 and DynamoDB behind small types that speak the words of the domain. Attribute names, expressions and key shapes
/// stand in one class per table and one per bucket.
package pointdrop.storage;
