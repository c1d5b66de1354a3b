using System.Net.Http.Headers;
using System.Text;

namespace BioZooCte.Packages.Web;

/// <summary>
/// A file that is on its way: what has arrived, and beside it which state of the file it is of, so that the rest can be
/// asked for, also by a later program.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private static readonly TimeSpan SettledAfter = TimeSpan.FromMinutes(1);

    private readonly FileStream _stream;
    private readonly string _statePath;
    private readonly bool _isVerifiedLater;

    /// <summary>Opens it, or begins it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="isVerifiedLater">
    /// Whether its hash is known, so that a rest may be asked for although no state is known.
    /// </param>
    /// <exception cref="IOException">Another one holds it.</exception>
    public PartialFile(string path, bool isVerifiedLater)
    {
        _statePath = StateOf(path);
        _isVerifiedLater = isVerifiedLater;
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        try
        {
            Validator = ReadState();
            if (!CanContinue)
            {
                _stream.SetLength(0);
            }

            _stream.Position = _stream.Length;
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>How many bytes have arrived.</summary>
    public long Length => _stream.Length;

    /// <summary>The state of the file that they are of; null where the server told none.</summary>
    public RangeConditionHeaderValue? Validator { get; private set; }

    /// <summary>Whether the bytes at hand can be the beginning of a longer file.</summary>
    public bool CanContinue => Validator is not null || _isVerifiedLater;

    /// <summary>The path of what is beside a file that is on its way.</summary>
    public static string StateOf(string path) => path + ".state";

    /// <summary>Begins anew.</summary>
    /// <param name="validator">The state of the file that comes; null where it is not known.</param>
    public void Restart(RangeConditionHeaderValue? validator)
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        Validator = validator;
        if (validator is null)
        {
            File.Delete(_statePath);
        }
        else
        {
            File.WriteAllText(_statePath, validator.ToString(), Encoding.ASCII);
        }
    }

    /// <summary>Adds bytes.</summary>
    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct) => _stream.WriteAsync(bytes, ct);

    /// <summary>
    /// Whether an answer that tells no more than the file's length is of the state that the bytes at hand are of, as far
    /// as that matters before their hash is looked at.
    /// </summary>
    public bool IsOfStateOf(HttpResponseMessage response) =>
        _isVerifiedLater || Validator?.Equals(ValidatorOf(response)) == true;

    /// <summary>Writes what is still in memory to the disk.</summary>
    public void Flush() => _stream.Flush(flushToDisk: true);

    /// <summary>The strong validator of an answer, or null.</summary>
    public static RangeConditionHeaderValue? ValidatorOf(HttpResponseMessage response) =>
        SentStateOf(response) is { EntityTag: null or { IsWeak: false } } state ? state : null;

    /// <summary>
    /// Which state of the file an answer says that it is of, or null. A date is one where there is no entity tag, and
    /// the file had not changed for a while when it was sent: dates have whole seconds, and clocks may differ
    /// (RFC 9110, 8.8.2.2 and 13.1.5).
    /// </summary>
    public static RangeConditionHeaderValue? SentStateOf(HttpResponseMessage response) =>
        response.Headers.ETag is EntityTagHeaderValue tag ? new RangeConditionHeaderValue(tag)
        : response.Content.Headers.LastModified is DateTimeOffset date && response.Headers.Date - date >= SettledAfter
            ? new RangeConditionHeaderValue(date)
            : null;

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private RangeConditionHeaderValue? ReadState()
    {
        string state = File.Exists(_statePath) ? File.ReadAllText(_statePath, Encoding.ASCII) : "";
        return RangeConditionHeaderValue.TryParse(state, out RangeConditionHeaderValue? known) ? known : null;
    }
}
