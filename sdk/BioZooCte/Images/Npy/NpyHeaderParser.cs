using System.Collections.Immutable;
using System.Globalization;

using BioZooCte.Tensors;

namespace BioZooCte.Images.Npy;

/// <summary>
/// Parses the header's text, a Python dictionary such as
/// <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (70, 93), }</c>, and nothing else of Python.
/// </summary>
internal sealed class NpyHeaderParser(ImageBytes file, string text)
{
    private const int MostAxes = 32;

    private int _at;

    /// <exception cref="InvalidImageException">The text is something else.</exception>
    public NpyHeader Parse(long dataOffset)
    {
        (ElementType Type, bool IsBigEndian)? elements = null;
        bool? isFortran = null;
        ImmutableArray<int>? sizes = null;
        Expect('{');
        while (!TryTake('}'))
        {
            string key = Quoted();
            Expect(':');
            switch (key)
            {
                case "descr": elements = Elements(); break;
                case "fortran_order": isFortran = Boolean(); break;
                case "shape": sizes = Sizes(); break;
                default: throw Error($"the key '{key}'", "descr, fortran_order and shape");
            }

            if (!TryTake(','))
            {
                Expect('}');
                break;
            }
        }

        if (text[_at..].Trim().Length > 0)
        {
            throw Error($"'{text[_at..].Trim()}'", "the end of the dictionary");
        }

        return elements is (ElementType type, bool isBigEndian) && isFortran is bool fortran && sizes is { } lengths
            ? new NpyHeader(type, isBigEndian, fortran, lengths, dataOffset)
            : throw Error($"'{text.Trim()}'", "a dictionary with descr, fortran_order and shape");
    }

    private (ElementType Type, bool IsBigEndian) Elements()
    {
        if (Peek() is not ('\'' or '"'))
        {
            throw Error("the elements are records of several fields", "plain numbers");
        }

        string description = Quoted();
        return NpyElements.Parse(description) ?? throw Error(
            description.TrimStart('|', '<', '>', '=').StartsWith('O')
                ? $"a pickled object array ('{description}')"
                : $"elements of type '{description}'",
            "bool, integers of 1 to 8 bytes or floats of 2, 4 or 8 bytes");
    }

    private bool Boolean()
    {
        SkipSpace();
        foreach ((string word, bool value) in new[] { ("True", true), ("False", false) })
        {
            if (text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
            {
                _at += word.Length;
                return value;
            }
        }

        throw Error(Here(), "True or False");
    }

    private ImmutableArray<int> Sizes()
    {
        ImmutableArray<int>.Builder sizes = ImmutableArray.CreateBuilder<int>();
        Expect('(');
        while (!TryTake(')'))
        {
            sizes.Add(Number());
            if (!TryTake(','))
            {
                Expect(')');
                break;
            }
        }

        return sizes.Count <= MostAxes
            ? sizes.ToImmutable()
            : throw Error($"{sizes.Count} axes", $"at most {MostAxes}");
    }

    private int Number()
    {
        SkipSpace();
        int start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        ReadOnlySpan<char> digits = text.AsSpan(start, _at - start);
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            // numpy of Python 2 wrote long numbers with an L.
            TryTake('L');
            return number;
        }

        throw Error(digits.IsEmpty ? Here() : $"the length {digits}", "a length from 0 to 2147483647");
    }

    private string Quoted()
    {
        char quote = Peek();
        int end = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
        if (end < 0)
        {
            throw Error(Here(), "text in quotation marks");
        }

        string value = text[(_at + 1)..end];
        _at = end + 1;
        return value;
    }

    private void Expect(char wanted)
    {
        if (!TryTake(wanted))
        {
            throw Error(Here(), $"'{wanted}'");
        }
    }

    private bool TryTake(char wanted)
    {
        if (Peek() != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    private char Peek()
    {
        SkipSpace();
        return _at < text.Length ? text[_at] : '\0';
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private string Here() => _at < text.Length ? $"'{text[_at]}' at character {_at}" : "the end";

    private InvalidImageException Error(string found, string expected) => file.Error("header", found, expected);
}
