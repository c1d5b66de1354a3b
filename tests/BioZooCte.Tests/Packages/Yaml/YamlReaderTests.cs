using System.Text;

using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Yaml;

namespace BioZooCte.Tests.Packages.Yaml;

[TestClass]
public sealed class YamlReaderTests
{
    [TestMethod]
    public void Read_Mapping_KeepsOrderAndLines()
    {
        RdfMapping root = Read("%YAML 1.2\n---\nb: 1\na:\n- x\n- {y: 2}\n");

        CollectionAssert.AreEqual((string[])["b", "a"], root.Entries.Select(e => e.Key).ToArray());
        Assert.AreEqual(3, root["b"]!.Line);
        RdfSequence list = (RdfSequence)root["a"]!;
        Assert.AreEqual(5, list.Line);
        Assert.AreEqual(6, ((RdfMapping)list.Items[1])["y"]!.Line);
    }

    [TestMethod]
    [DataRow("a: 'yes'", "yes")]
    [DataRow("a: '1'", "1")]
    [DataRow("a: \"1\"", "1")]
    [DataRow("a: ! 1", "1")]
    [DataRow("a: !!str 1", "1")]
    [DataRow("a: !!int '1'", 1L)]
    [DataRow("a: |\n  one\n  two\n", "one\ntwo\n")]
    [DataRow("a: >-\n  one\n  two\n", "one two")]
    [DataRow("a: Beuttenmüller 🐛", "Beuttenmüller 🐛")]
    [DataRow("{\"a\": \"\\ud83d\\udc1b\"}", "🐛")]
    [DataRow("a: {name: Constantin Pape; @constantinpape}", null)]
    public void Read_Scalar_HasTheValueOfItsStyle(string text, object? expected)
    {
        RdfNode node = Read(text)["a"]!;

        Assert.AreEqual(expected, (node as RdfScalar)?.Value);
    }

    [TestMethod]
    public void Read_AnchorsAndMerges_AreResolved()
    {
        RdfMapping root = Read(
            "base: &b {x: 1, y: 2}\nother: &o {y: 7, z: 8}\none: *b\ntwo:\n  y: 3\n  <<: [*b, *o]\n");

        Assert.AreEqual(root["base"], root["one"]);
        RdfMapping two = (RdfMapping)root["two"]!;
        CollectionAssert.AreEquivalent(
            (string[])["y=3", "x=1", "z=8"],
            two.Entries.Select(e => $"{e.Key}={((RdfScalar)e.Value).Text}").ToArray());
    }

    [TestMethod]
    public void Read_TagOfAnotherProgram_IsNullWithANotice()
    {
        List<PackageNotice> notices = [];
        RdfMapping root = (RdfMapping)YamlReader.Read(
            "a: !<tag:yaml.org,2002:js/undefined> ''\nb: !!python/object:os.system {x: 1}\nc: 3\n", "rdf.yaml", notices);

        Assert.IsNull(((RdfScalar)root["a"]!).Value);
        Assert.IsNull(((RdfScalar)root["b"]!).Value);
        Assert.AreEqual(3L, ((RdfScalar)root["c"]!).Value);
        Assert.HasCount(2, notices);
        Assert.AreEqual("rdf.yaml:2: the tag 'tag:yaml.org,2002:python/object:os.system' names a type that is not made; "
            + "its value is read as null", $"{notices[1]}");
    }

    [TestMethod]
    [DataRow("a: 1\nb: 2\na: 3\n",
        "rdf.yaml:3: the key 'a' stands twice in one mapping; expected each key once.")]
    [DataRow("1: x\n", "rdf.yaml:1: the key '1' is no text; expected text.")]
    [DataRow("? [a]\n: 1\n", "rdf.yaml:1: a mapping or a sequence is used as a key; expected a scalar.")]
    [DataRow("a: *b\n",
        "rdf.yaml:1: the alias *b names no anchor that is complete before it; expected an anchor above.")]
    [DataRow("a: &a [*a]\n",
        "rdf.yaml:1: the alias *a names no anchor that is complete before it; expected an anchor above.")]
    [DataRow("a: {<<: 3}\n",
        "rdf.yaml:1: the merge key << has no mapping; expected a mapping or a sequence of mappings.")]
    [DataRow("a: 1\n---\nb: 2\n", "rdf.yaml:2: a second document begins here; expected one document.")]
    [DataRow("", "rdf.yaml:1: the file is empty; expected a YAML document.")]
    public void Read_BrokenRule_IsRefusedWithItsLine(string text, string expected) =>
        Assert.AreEqual(expected, Refuse(text));

    [TestMethod]
    [DataRow("a:\n\tb: 1\n", 1)]
    [DataRow("a: [1, 2\n", 2)]
    [DataRow("a: 'open\n", 1)]
    [DataRow("%YAML 9.0\n---\na: 1\n", 1)]
    public void Read_NoYaml_IsRefusedWithItsLine(string text, int line)
    {
        InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => Read(text));

        Assert.StartsWith("this is no YAML", error.Found);
        Assert.AreEqual("YAML 1.2", error.Expected);
        Assert.AreEqual(line, error.Line, error.Message);
    }

    [TestMethod]
    public void Read_AliasBomb_IsRefused()
    {
        StringBuilder text = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        Assert.EndsWith(
            "the document grows beyond 200000 nodes; expected a description of a model.", Refuse($"{text}"));
    }

    [TestMethod]
    [DataRow("[")]
    [DataRow("{a: ")]
    [DataRow("- ")]
    public void Read_NestingBomb_IsRefused(string opening)
    {
        string text = "a:\n  " + string.Concat(Enumerable.Repeat(opening, 100_000));

        Assert.Contains("a node is nested deeper than 64 levels; expected less nesting.", Refuse(text));
    }

    private static RdfMapping Read(string text) => (RdfMapping)YamlReader.Read(text, "rdf.yaml", []);

    private static string Refuse(string text) =>
        Assert.ThrowsExactly<InvalidModelPackageException>(() => Read(text)).Message;
}
