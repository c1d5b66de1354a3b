using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace BioZooCte.Reports.Html;

/// <summary>HTML as it is written: elements are closed in order, and all text is escaped.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element.</summary>
    /// <param name="name">Such as <c>p</c>.</param>
    /// <param name="attributes">Names and values; one whose value is null is left out, an empty one stands alone.</param>
    public HtmlText Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(name, attributes);
        _open.Push(name);
        return this;
    }

    /// <summary>An element that holds nothing, such as <c>img</c>.</summary>
    public HtmlText Empty(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(name, attributes);
        return this;
    }

    /// <summary>An element that holds text.</summary>
    public HtmlText Element(
        string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(name, attributes).Text(text).Close();

    /// <summary>Text.</summary>
    public HtmlText Text(string text)
    {
        _text.Append(HtmlEncoder.Default.Encode(text));
        return this;
    }

    /// <summary>What is HTML, CSS or JavaScript of our own.</summary>
    public HtmlText Raw(string html)
    {
        _text.Append(html);
        return this;
    }

    /// <summary>Closes the element that was opened last.</summary>
    public HtmlText Close()
    {
        string name = _open.Pop();
        _text.Append("</").Append(name).Append('>');
        if (name is not ("a" or "b" or "span" or "td" or "th" or "text" or "title" or "code"))
        {
            _text.Append('\n');
        }

        return this;
    }

    /// <summary>A number for coordinates, the same in every country.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => _open.Count == 0
        ? _text.ToString()
        : throw new InvalidOperationException($"The element {_open.Peek()} is not closed.");

    private void Begin(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach ((string attribute, string? value) in attributes)
        {
            if (value is not null)
            {
                _text.Append(' ').Append(attribute);
                if (value.Length > 0)
                {
                    _text.Append("=\"").Append(HtmlEncoder.Default.Encode(value)).Append('"');
                }
            }
        }

        _text.Append('>');
    }
}
