using System.Text.Json;

namespace BioZooCte.Reports.Annotation;

/// <summary>A value of a JSON report that knows its place, for messages.</summary>
/// <param name="Path">The file, as the user would name it.</param>
/// <param name="Place">Its place, such as <c>models[3].id</c>; empty for the whole.</param>
/// <param name="Value">The value.</param>
internal readonly record struct ReportField(string Path, string Place, JsonElement Value)
{
    private const int LongestShown = 60;

    /// <summary>Whether it is null.</summary>
    public bool IsNull => Value.ValueKind == JsonValueKind.Null;

    /// <summary>The field of an object.</summary>
    /// <exception cref="InvalidReportException">It is no object, or has no such field.</exception>
    public ReportField this[string name]
    {
        get
        {
            string place = Place.Length == 0 ? name : $"{Place}.{name}";
            return Object().Value.TryGetProperty(name, out JsonElement value)
                ? new ReportField(Path, place, value)
                : throw new InvalidReportException(Path, place, "missing", "a field of a ranking");
        }
    }

    /// <summary>This, an object.</summary>
    public ReportField Object() => Require(JsonValueKind.Object, "an object");

    /// <summary>The fields of an object by name.</summary>
    public IEnumerable<KeyValuePair<string, ReportField>> Fields()
    {
        ReportField self = Object();
        return self.Value.EnumerateObject().Select(field => KeyValuePair.Create(
            field.Name, new ReportField(self.Path, $"{self.Place}.{field.Name}", field.Value)));
    }

    /// <summary>The items of a list.</summary>
    public IEnumerable<ReportField> Items()
    {
        ReportField self = Require(JsonValueKind.Array, "a list");
        return self.Value.EnumerateArray()
            .Select((item, i) => new ReportField(self.Path, $"{self.Place}[{i}]", item));
    }

    /// <summary>A text that is not empty.</summary>
    public string Text()
    {
        string text = Require(JsonValueKind.String, "a text").Value.GetString()!;
        return text.Length > 0 ? text : throw Fail("a text that is not empty");
    }

    /// <summary>A text, or null.</summary>
    public string? TextOrNull() => IsNull ? null : Text();

    /// <summary>A number, or null.</summary>
    public double? NumberOrNull() =>
        IsNull ? null : Require(JsonValueKind.Number, "a number or null").Value.GetDouble();

    /// <summary>A whole number from 0.</summary>
    public int Count() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out int count) && count >= 0
            ? count
            : throw Fail("a whole number from 0");

    /// <summary>A whole number from 0, or null.</summary>
    public int? CountOrNull() => IsNull ? null : Count();

    /// <summary>True or false.</summary>
    public bool Truth() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? Value.GetBoolean()
        : throw Fail("true or false");

    /// <summary>The value as people write it: a list by commas, true as yes.</summary>
    public string Words() => Value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", Items().Select(item => item.Words())),
        JsonValueKind.String => Value.GetString()!,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => Value.GetRawText(),
    };

    /// <summary>The error that this is not what was expected.</summary>
    public InvalidReportException Fail(string expected)
    {
        string found = Value.GetRawText();
        return new InvalidReportException(
            Path, Place.Length == 0 ? null : Place,
            found.Length > LongestShown ? $"{found[..LongestShown]}…" : found, expected);
    }

    private ReportField Require(JsonValueKind kind, string expected) =>
        Value.ValueKind == kind ? this : throw Fail(expected);
}
