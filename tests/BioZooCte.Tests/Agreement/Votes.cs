using BioZooCte.Agreement;

namespace BioZooCte.Tests.Agreement;

/// <summary>Votes that a reader can count.</summary>
internal static class Votes
{
    /// <summary>A model on an image of one row: # is foreground, . is not, a digit so many tenths.</summary>
    public static Voter Of(string row, double? consistency, int group)
    {
        VoteSheet sheet = new(new VotePositions(0, "image", [(0, 0)], 1, row.Length, null));
        sheet.Write(0, [.. row.Select(c => c switch
        {
            '#' => (byte)255,
            '.' => (byte)0,
            _ => VoteReader.ToByte((c - '0') / 10f),
        })]);
        return new Voter(sheet, consistency, group);
    }
}
