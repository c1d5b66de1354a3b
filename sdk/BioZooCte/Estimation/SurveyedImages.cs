using System.Collections.Immutable;

using BioZooCte.Results;

namespace BioZooCte.Estimation;

/// <summary>Images that statistics are taken of; read for what they are known by when a first model asks for some.</summary>
/// <param name="candidates">The images.</param>
internal sealed class SurveyedImages(ImmutableArray<ImageCandidate> candidates)
{
    /// <summary>The images.</summary>
    public ImmutableArray<ImageCandidate> Candidates => candidates;

    /// <summary>What each is known by, null for one that could not be read; none where no model asked.</summary>
    public ImmutableArray<ImageIdentity?> Identities { get; private set; } = [];

    /// <summary>Whether a model asked.</summary>
    public bool AreIdentified => Identities.Length == candidates.Length;

    /// <summary>Finds what each is known by, once.</summary>
    /// <param name="tell">Is told what part is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task IdentifyAsync(Action<double> tell, CancellationToken cancellationToken)
    {
        if (AreIdentified)
        {
            return;
        }

        List<ImageIdentity?> identities = [];
        foreach (ImageCandidate candidate in candidates)
        {
            identities.Add(await candidate.IdentifyAsync(cancellationToken).ConfigureAwait(false));
            tell((double)identities.Count / candidates.Length);
        }

        Identities = [.. identities];
    }

    /// <summary>Throws where one is another than the one that was identified.</summary>
    /// <exception cref="IOException">One is.</exception>
    public void ThrowIfChanged()
    {
        if (candidates.Zip(Identities).FirstOrDefault(one => one.Second is not null && !one.First.IsAsIdentified()).First
            is ImageCandidate changed)
        {
            throw new IOException($"{changed.Source}: was written to while statistics were taken; expected it to stay.");
        }
    }
}
