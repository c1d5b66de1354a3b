using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BioZooCte.Tests.Reports;

/// <summary>
/// Validates by the keywords of JSON Schema 2020-12 that our schemas use; any other keyword is an error, so
/// that none is silently passed over.
/// </summary>
internal sealed class JsonSchema(JsonElement root)
{
    /// <summary>What is wrong with a value; empty where it is valid.</summary>
    public IReadOnlyList<string> Validate(JsonElement value)
    {
        List<string> errors = [];
        Validate(root, value, "$", errors);
        return errors;
    }

    private void Validate(JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (Fails(keyword, schema, value, path, errors))
            {
                errors.Add($"{path}: {Shorten(value)} is against {keyword.Name} {Shorten(keyword.Value)}");
            }
        }
    }

    /// <summary>
    /// Whether a value is against a keyword; what is wrong further inside is added to the errors.
    /// </summary>
    private bool Fails(
        JsonProperty keyword, JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        JsonElement stated = keyword.Value;
        switch (keyword.Name)
        {
            case "$schema":
                return stated.GetString() != "https://json-schema.org/draft/2020-12/schema";
            case "title" or "description" or "$defs":
                return false;
            case "$ref":
                Validate(Resolve(stated.GetString()!), value, path, errors);
                return false;
            case "type":
                return stated.ValueKind == JsonValueKind.Array
                    ? !stated.EnumerateArray().Any(type => IsOfType(value, type.GetString()!))
                    : !IsOfType(value, stated.GetString()!);
            case "const":
                return !JsonElement.DeepEquals(stated, value);
            case "enum":
                return !stated.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value));
            case "anyOf":
                return !stated.EnumerateArray().Any(one => IsValid(one, value));
            case "required" or "properties" or "additionalProperties":
                return value.ValueKind == JsonValueKind.Object
                    && FailsAsObject(keyword, schema, value, path, errors);
            case "items" or "minItems" or "maxItems" or "uniqueItems":
                return value.ValueKind == JsonValueKind.Array && FailsAsArray(keyword, value, path, errors);
            case "minimum":
                return value.ValueKind == JsonValueKind.Number && value.GetDouble() < stated.GetDouble();
            case "maximum":
                return value.ValueKind == JsonValueKind.Number && value.GetDouble() > stated.GetDouble();
            case "minLength":
                return value.ValueKind == JsonValueKind.String
                    && value.GetString()!.Length < stated.GetInt32();
            case "pattern":
                return value.ValueKind == JsonValueKind.String
                    && !Regex.IsMatch(value.GetString()!, stated.GetString()!);
            default:
                throw new NotSupportedException(
                    $"{path}: the schema uses {keyword.Name}, which this validator does not know.");
        }
    }

    private bool FailsAsObject(
        JsonProperty keyword, JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        switch (keyword.Name)
        {
            case "required":
                return keyword.Value.EnumerateArray()
                    .Any(name => !value.TryGetProperty(name.GetString()!, out _));
            case "properties":
                foreach (JsonProperty property in keyword.Value.EnumerateObject())
                {
                    if (value.TryGetProperty(property.Name, out JsonElement inner))
                    {
                        Validate(property.Value, inner, $"{path}.{property.Name}", errors);
                    }
                }

                return false;
            default:
                IEnumerable<JsonProperty> others = value.EnumerateObject().Where(property =>
                    !schema.TryGetProperty("properties", out JsonElement known)
                    || !known.TryGetProperty(property.Name, out _));
                if (keyword.Value.ValueKind is JsonValueKind.False)
                {
                    return others.Any();
                }

                foreach (JsonProperty other in others)
                {
                    Validate(keyword.Value, other.Value, $"{path}.{other.Name}", errors);
                }

                return false;
        }
    }

    private bool FailsAsArray(JsonProperty keyword, JsonElement value, string path, List<string> errors)
    {
        switch (keyword.Name)
        {
            case "minItems":
                return value.GetArrayLength() < keyword.Value.GetInt32();
            case "maxItems":
                return value.GetArrayLength() > keyword.Value.GetInt32();
            case "uniqueItems":
                List<string> texts = [.. value.EnumerateArray().Select(item => item.GetRawText())];
                return keyword.Value.GetBoolean() && texts.Distinct().Count() < texts.Count;
            default:
                int index = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    string place = string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]");
                    Validate(keyword.Value, item, place, errors);
                }

                return false;
        }
    }

    private bool IsValid(JsonElement schema, JsonElement value)
    {
        List<string> errors = [];
        Validate(schema, value, "$", errors);
        return errors.Count == 0;
    }

    private JsonElement Resolve(string reference)
    {
        string[] parts = reference.Split('/');
        return parts[0] == "#"
            ? parts.Skip(1).Aggregate(root, (element, part) => element.GetProperty(part))
            : throw new NotSupportedException($"$ref {reference} leads elsewhere.");
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new NotSupportedException($"The schema names the type {type}."),
    };

    private static string Shorten(JsonElement value)
    {
        string text = value.GetRawText();
        return text.Length <= 60 ? text : $"{text[..60]}…";
    }
}
