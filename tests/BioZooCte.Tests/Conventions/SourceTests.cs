using System.Text.RegularExpressions;

using BioZooCte.Testing;

namespace BioZooCte.Tests.Conventions;

/// <summary>How files are cut, and what may not stand in them.</summary>
[TestClass]
public sealed partial class SourceTests
{
    private const int LongestFile = 400;

    private static readonly string[] Folders = ["sdk", "bridge", "tests", "examples"];

    [TestMethod]
    public void File_HasOneType_NamedLikeIt()
    {
        List<string> wrong = [];
        foreach (SourceFile file in Folders.SelectMany(SourceFile.Below))
        {
            IReadOnlyList<string> types = file.TypeNames();
            if (types.Count > 0 && (types.Count > 1 || types[0] != file.Stem.Split('.')[0]))
            {
                wrong.Add($"{file.Path} holds {string.Join(", ", types)}; expected one type named for the file");
            }
        }

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void File_IsNotLongerThan_400Lines()
    {
        string[] wrong = [.. Folders.SelectMany(SourceFile.Below)
            .Where(f => f.Lines.Count > LongestFile).Select(f => $"{f.Path}: {f.Lines.Count} lines")];

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void Library_KnowsNeither_ConsoleNorAspNet()
    {
        string[] libraries = ["sdk/BioZooCte", "sdk/BioZooCte.Onnx"];
        List<string> wrong = [.. libraries.SelectMany(SourceFile.Below)
            .SelectMany(f => f.Code().Where(l => Outside().IsMatch(l.Code))
                .Select(l => $"{f.Path}:{l.Number}: {l.Code}"))];
        wrong.AddRange(libraries
            .SelectMany(l => Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, l), "*.csproj"))
            .Where(path => Outside().IsMatch(File.ReadAllText(path))));

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void PackageSources_OfTheRepository_NameNoHost()
    {
        string text = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "nuget.config"));

        Assert.DoesNotMatchRegex(@"https?:|<add\s+key=""[^""]*""\s+value=""[^""]*\.\w{2,}[/""]", text);
    }

    [GeneratedRegex(@"\bConsole\.|\bSpectre\.|Microsoft\.AspNetCore|Microsoft\.NET\.Sdk\.Web")]
    private static partial Regex Outside();
}
