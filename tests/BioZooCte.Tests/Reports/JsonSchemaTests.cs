using System.Text.Json;

namespace BioZooCte.Tests.Reports;

[TestClass]
public class JsonSchemaTests
{
    [TestMethod]
    [DataRow("""{"type":"integer","minimum":1}""", "3", true)]
    [DataRow("""{"type":"integer","minimum":1}""", "3.5", false)]
    [DataRow("""{"type":"integer","minimum":1}""", "0", false)]
    [DataRow("""{"type":["number","null"],"maximum":1}""", "null", true)]
    [DataRow("""{"type":["number","null"],"maximum":1}""", "1.5", false)]
    [DataRow("""{"type":"boolean"}""", "1", false)]
    [DataRow("""{"const":"a"}""", "\"b\"", false)]
    [DataRow("""{"enum":["a",null]}""", "null", true)]
    [DataRow("""{"enum":["a",null]}""", "\"b\"", false)]
    [DataRow("""{"anyOf":[{"type":"null"},{"type":"string"}]}""", "1", false)]
    [DataRow("""{"required":["a"]}""", """{"b":1}""", false)]
    [DataRow("""{"properties":{"a":{"type":"null"}},"additionalProperties":false}""", """{"a":null}""", true)]
    [DataRow("""{"properties":{"a":{}},"additionalProperties":false}""", """{"b":null}""", false)]
    [DataRow("""{"properties":{"a":{"type":"null"}}}""", """{"a":1}""", false)]
    [DataRow("""{"additionalProperties":{"type":"string"}}""", """{"a":1}""", false)]
    [DataRow("""{"items":{"type":"string"},"minItems":2}""", """["a"]""", false)]
    [DataRow("""{"items":{"type":"string"},"maxItems":1}""", """["a","b"]""", false)]
    [DataRow("""{"items":{"type":"string"}}""", """["a",1]""", false)]
    [DataRow("""{"uniqueItems":true}""", """["a","a"]""", false)]
    [DataRow("""{"minLength":1}""", "\"\"", false)]
    [DataRow("""{"pattern":"^[0-9]$"}""", "\"x\"", false)]
    [DataRow("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"null"}}}""", "1", false)]
    public void Validate_KnownKeyword_IsObeyed(string schema, string value, bool expected) =>
        Assert.AreEqual(expected, Validate(schema, value).Count == 0);

    [TestMethod]
    public void Validate_Invalid_NamesThePlace() => Assert.AreEqual(
        "$.a[1]: 1 is against type \"string\"",
        Validate("""{"properties":{"a":{"items":{"type":"string"}}}}""", """{"a":["x",1]}""").Single());

    [TestMethod]
    public void Validate_UnknownKeyword_IsAnError()
    {
        NotSupportedException error = Assert.ThrowsExactly<NotSupportedException>(
            () => Validate("""{"multipleOf":2}""", "3"));

        Assert.AreEqual("$: the schema uses multipleOf, which this validator does not know.", error.Message);
    }

    private static IReadOnlyList<string> Validate(string schema, string value)
    {
        using JsonDocument parsedSchema = JsonDocument.Parse(schema);
        using JsonDocument parsedValue = JsonDocument.Parse(value);
        return new JsonSchema(parsedSchema.RootElement).Validate(parsedValue.RootElement);
    }
}
