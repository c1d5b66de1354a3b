using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// A place of an RDF: a node, or the absence of one, under its full name. What is read and does not fit is a
/// problem of the report, and the reading goes on with null.
/// </summary>
/// <param name="Node">The node; null where the field is not there.</param>
/// <param name="Name">The full name, such as <c>inputs[0].axes[2].size</c>.</param>
/// <param name="Line">The node's line, or that of what it would stand in.</param>
/// <param name="Report">Where problems go.</param>
internal readonly record struct RdfField(RdfNode? Node, string Name, int Line, RdfReport Report)
{
    /// <summary>Whether the field is not there or null, which is the same to all formats.</summary>
    public bool IsAbsent => Node is null or RdfScalar { Value: null };

    /// <summary>The field of a mapping.</summary>
    public RdfField this[string key]
    {
        get
        {
            RdfNode? child = (Node as RdfMapping)?[key];
            return new(child, Name.Length == 0 ? key : $"{Name}.{key}", child?.Line ?? Line, Report);
        }
    }

    /// <summary>The item of a list.</summary>
    public RdfField this[int index]
    {
        get
        {
            RdfNode? child = Node is RdfSequence list && index < list.Items.Length ? list.Items[index] : null;
            return new(child, $"{Name}[{index}]", child?.Line ?? Line, Report);
        }
    }

    /// <summary>What stands here, for a message.</summary>
    public string Found => Node switch
    {
        null => "absent",
        RdfMapping => "a mapping",
        RdfSequence sequence => $"a list of {sequence.Items.Length}",
        RdfScalar { Value: null } => "null",
        RdfScalar { Value: string text } => $"'{Shorten(text)}'",
        RdfScalar scalar => Shorten(scalar.Text),
        _ => "something else",
    };

    /// <summary>Adds the problem that something else should stand here.</summary>
    public void Fail(string expected) => Fail(Found, expected);

    /// <summary>Adds a problem.</summary>
    public void Fail(string found, string expected) => Report.AddProblem(Line, Name, found, expected);

    /// <summary>Adds a notice.</summary>
    public void Notice(string message) => Report.AddNotice(Line, Name, message);

    /// <summary>This field, with a problem if it is absent.</summary>
    public RdfField Require(string expected)
    {
        if (IsAbsent)
        {
            Fail(expected);
        }

        return this;
    }

    /// <summary>The mapping; null if the field is absent, with a problem if it is no mapping.</summary>
    public RdfMapping? ReadMapping(string expected)
    {
        if (IsAbsent || Node is RdfMapping)
        {
            return Node as RdfMapping;
        }

        Fail(expected);
        return null;
    }

    /// <summary>The items of a list; none if the field is absent, with a problem if it is no list.</summary>
    public ImmutableArray<RdfField> ReadItems(string expected)
    {
        if (Node is RdfSequence sequence)
        {
            RdfField list = this;
            return [.. sequence.Items.Select((item, i) =>
                new RdfField(item, $"{list.Name}[{i}]", item.Line, list.Report))];
        }

        if (!IsAbsent)
        {
            Fail(expected);
        }

        return [];
    }

    /// <summary>The text; null if the field is absent, with a problem if it is no text.</summary>
    public string? ReadText(string expected = "text")
    {
        if (Node is RdfScalar { Value: string text })
        {
            return text;
        }

        if (!IsAbsent)
        {
            Fail(expected);
        }

        return null;
    }

    /// <summary>
    /// The text of any scalar, such as a version that looks like a number; null if the field is absent.
    /// </summary>
    public string? ReadLooseText(string expected = "text")
    {
        if (!IsAbsent && Node is RdfScalar scalar)
        {
            return scalar.Text;
        }

        return ReadText(expected);
    }

    /// <summary>
    /// The number; null if the field is absent, with a problem if it is none (NaN is none).
    /// </summary>
    public double? ReadNumber(string expected = "a number") =>
        ReadAnyNumber(expected) is not double number ? null
            : double.IsFinite(number) ? number
            : Refuse<double>(expected);

    /// <summary>The number, infinities in any spelling among them.</summary>
    public double? ReadAnyNumber(string expected = "a number")
    {
        double? number = Node is RdfScalar scalar ? ToNumber(scalar.Value) : null;
        if (number is null && !IsAbsent)
        {
            Fail(expected);
        }

        return number;
    }

    /// <summary>
    /// The whole number; null if the field is absent, with a problem if it is none or out of bounds.
    /// </summary>
    public int? ReadWhole(int least, string expected) =>
        ReadAnyNumber(expected) is not double number ? null
            : number == Math.Floor(number) && number >= least && number <= int.MaxValue ? (int)number
            : Refuse<int>(expected);

    /// <summary>True or false; null if the field is absent, with a problem if it is neither.</summary>
    public bool? ReadFlag()
    {
        if (Node is RdfScalar { Value: bool flag })
        {
            return flag;
        }

        if (!IsAbsent)
        {
            Fail("true or false");
        }

        return null;
    }

    /// <summary>
    /// Adds a problem for each key that the format does not know; a notice where the format is newer.
    /// </summary>
    public void ExpectKeys(params ReadOnlySpan<string> known)
    {
        foreach (KeyValuePair<string, RdfNode> entry in (Node as RdfMapping)?.Entries ?? [])
        {
            if (known.Contains(entry.Key))
            {
                continue;
            }

            RdfField field = this[entry.Key];
            if (Report.IsNewer)
            {
                field.Notice("not known to this program, and passed over");
            }
            else
            {
                field.Fail("a field that the format does not have",
                    known.IsEmpty ? "nothing here" : $"one of {string.Join(", ", known.ToArray())}");
            }
        }
    }

    private static double? ToNumber(object? value) => value switch
    {
        long whole => whole,
        double number => double.IsNaN(number) ? null : number,
        "inf" or "+inf" or ".inf" or "+.inf" => double.PositiveInfinity,
        "-inf" or "-.inf" => double.NegativeInfinity,
        string text when double.TryParse(
            text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && double.IsFinite(number)
            => number,
        _ => null,
    };

    private static string Shorten(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : line[..57] + "...";
    }

    private T? Refuse<T>(string expected)
        where T : struct
    {
        Fail(expected);
        return null;
    }
}
