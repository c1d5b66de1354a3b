using System.Text.RegularExpressions;

namespace BioZooCte.Tests.Conventions;

/// <summary>A folder of the library is a stage and uses only the stages before it.</summary>
[TestClass]
public sealed partial class LayeringTests
{
    private const string Library = "sdk/BioZooCte";

    /// <summary>What the library's top-level files alone are made with.</summary>
    private const string WholeFlow = "Estimation";

    private static readonly string[] Stages =
    [
        "Errors", "Files", "Numerics", "Tensors", "Images", "Packages", "Models", "Segmentation", "Instances", "Tiling",
        "Perturbations", "Predictions", "Consistency", "Agreement", "Ranking", "Evaluation", "Features", "Supervised", "Results",
        "Reports", "Watching",
    ];

    [TestMethod]
    public void Folder_OfTheLibrary_IsAStage()
    {
        string[] unknown = [.. SourceFile.Below(Library)
            .Select(StageOf).OfType<string>().Distinct().Where(stage => !Stages.Contains(stage))];

        Assert.AreEqual("", string.Join(", ", unknown), "Folders without a place in the order of stages.");
    }

    [TestMethod]
    public void Namespace_OfAFile_IsItsFolder()
    {
        List<string> wrong = [];
        foreach (SourceFile file in SourceFile.Below(Library).Where(f => f.TypeNames().Count > 0))
        {
            string expected = string.Join('.', file.Path.Split('/').Skip(1).SkipLast(1));
            if (!file.Lines.Contains($"namespace {expected};"))
            {
                wrong.Add($"{file.Path}: expected namespace {expected}");
            }
        }

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void Stage_UsesOnly_StagesBeforeIt()
    {
        IReadOnlyList<SourceFile> files = SourceFile.Below(Library);
        Assert.AreNotEqual(0, files.Count);

        List<string> wrong = [];
        foreach (SourceFile file in files)
        {
            if (StageOf(file) is string own)
            {
                wrong.AddRange(LaterStages(file, own));
            }
        }

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void Stage_UsesNoType_ThatSeesTheWholeFlow()
    {
        IReadOnlyList<SourceFile> files = SourceFile.Below(Library);
        string[] top = [.. files.Where(f => StageOf(f) is null).SelectMany(f => f.TypeNames())];
        if (top.Length == 0)
        {
            return;
        }

        Regex names = new($@"\b(?:{string.Join('|', top.Select(Regex.Escape))})\b");
        string[] wrong = [.. files.Where(f => StageOf(f) is not null)
            .SelectMany(f => f.Code().Where(l => names.IsMatch(l.Code))
                .Select(l => $"{f.Path}:{l.Number}: {l.Code}"))];

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    /// <summary>The first folder below the library; null for what sees the whole flow.</summary>
    private static string? StageOf(SourceFile file)
    {
        string[] parts = file.Path.Split('/');
        return parts.Length > 3 && parts[2] != WholeFlow ? parts[2] : null;
    }

    private static IEnumerable<string> LaterStages(SourceFile file, string own)
    {
        foreach ((int number, string code) in file.Code())
        {
            foreach (Match match in QualifiedName().Matches(code))
            {
                string used = match.Groups[1].Value;
                if (Array.IndexOf(Stages, used) > Array.IndexOf(Stages, own))
                {
                    yield return $"{file.Path}:{number}: {own} uses {used}, which comes after it";
                }
            }
        }
    }

    [GeneratedRegex(@"\bBioZooCte\.(\w+)")]
    private static partial Regex QualifiedName();
}
