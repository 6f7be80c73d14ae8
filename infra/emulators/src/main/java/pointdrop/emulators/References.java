package pointdrop.emulators;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the functions of CloudFormation stand for in a template, such as `!Ref Bucket`.
///
/// @param parameters by name, with those of AWS
record References(YamlTree resources, Map<String, String> parameters) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
    private static final List<String> NAMES = List.of("BucketName", "TableName", "QueueName");

    String text(YamlTree place) {
        return switch (place.value()) {
            case null -> throw new IllegalStateException("template.yaml lacks a value that the local stack needs");
            case YamlTree.Intrinsic intrinsic -> switch (intrinsic.function()) {
                case "Sub" -> VARIABLE.matcher(intrinsic.name())
                        .replaceAll(variable -> Matcher.quoteReplacement(variable(intrinsic, variable.group(1))));
                case "GetAtt" -> intrinsic.name().substring(0, intrinsic.name().indexOf('.'));
                case "Select" -> split(intrinsic.others().getFirst()).get(Integer.parseInt(intrinsic.name()));
                case "Ref" -> reference(intrinsic.name());
                case String other ->
                    throw new IllegalStateException("It is not known what !" + other + " means here");
            };
            case Object value -> value.toString();
        };
    }

    /// Of a `!Sub`, which may declare some of its own.
    private String variable(YamlTree.Intrinsic sub, String name) {
        return sub.others()
                .stream()
                .map(own -> own.get(name))
                .filter(own -> own.optional().isPresent())
                .findFirst()
                .map(this::text)
                .orElseGet(() -> reference(name));
    }

    private List<String> split(YamlTree place) {
        return place.value() instanceof YamlTree.Intrinsic split && split.function().equals("Split")
                ? List.of(text(split.others().getFirst()).split(Pattern.quote(split.name()), -1))
                : place.elements().stream().map(this::text).toList();
    }

    /// A text as policies have it: with ARNs of resources.
    String resource(YamlTree place) {
        return place.value() instanceof YamlTree.Intrinsic attribute && attribute.function().equals("GetAtt")
                ? arn(attribute.name())
                : text(place);
    }

    /// @param attribute such as `DataBucket.Arn`
    private String arn(String attribute) {
        String id = attribute.substring(0, attribute.indexOf('.'));
        String inAccount = ":" + reference("AWS::Region") + ":" + reference("AWS::AccountId") + ":";
        return switch (resources.get(id, "Type").text()) {
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + reference(id);
            case "AWS::DynamoDB::Table" -> "arn:aws:dynamodb" + inAccount + "table/" + reference(id);
            case "AWS::SQS::Queue" -> "arn:aws:sqs" + inAccount + reference(id);
            case String type -> throw new IllegalStateException("It is not known what ARN a " + type + " has");
        };
    }

    /// A parameter or the name of a resource; its logical id where the template leaves the name to AWS.
    private String reference(String name) {
        String parameter = parameters.get(name);
        if (parameter != null) {
            return parameter;
        }
        if (name.endsWith(".Arn")) {
            return arn(name);
        }
        YamlTree properties = resources.get(name, "Properties");
        return NAMES.stream()
                .map(properties::get)
                .filter(physical -> physical.optional().isPresent())
                .map(this::text)
                .findFirst()
                .orElse(name);
    }
}
