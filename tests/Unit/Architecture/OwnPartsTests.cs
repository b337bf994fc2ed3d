using System.Text.RegularExpressions;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Architecture;

/// <summary>What stands in pages is the library's, but for what the decision lists with a reason.</summary>
public sealed partial class OwnPartsTests
{
    // Their pages write cookies and have no circuit.
    private static readonly string[] s_static = ["Account", "Setup"];

    private static readonly string s_app = Path.Join(Repository.Root, "src", "App");

    [Fact]
    public void EachPartOfOurOwn_IsListedWithItsReason()
    {
        var parts = Directory.EnumerateFiles(Path.Join(s_app, "Ui"), "*.razor", SearchOption.AllDirectories).Select(Part).ToList();

        Listed("Parts of our own").ShouldBe(parts, ignoreOrder: true);
    }

    [Fact]
    public void EachControlOfTheBrowser_OnAnInteractivePage_IsListedWithItsReason()
    {
        var pages = Directory.EnumerateFiles(s_app, "*.razor", SearchOption.AllDirectories)
            .Where(file => !(Path.GetRelativePath(Path.Join(s_app, "Features"), file).Split(Path.DirectorySeparatorChar) is [var feature, ..] && s_static.Contains(feature, StringComparer.Ordinal)))
            .Where(file => Control().IsMatch(File.ReadAllText(file))).Select(Part).ToList();

        Listed("Controls of the browser's own on interactive pages").ShouldBe(pages, ignoreOrder: true);
    }

    private static string Part(string file) => Path.GetFileNameWithoutExtension(file);

    private static IEnumerable<string> Listed(string heading)
    {
        var text = File.ReadAllText(Path.Join(Repository.Root, "docs", "decisions", "0015-component-library.md"));
        var lines = text.Split($"## {heading}\n")[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        lines.ShouldAllBe(line => line.Split('|')[2].Trim().Length > 0, "each has a reason");
        return lines.SelectMany(line => Name().Matches(line.Split('|')[1]).Select(match => match.Groups["name"].Value));
    }

    // What only carries a value to a form that is posted shows nothing.
    [GeneratedRegex("""<(input(?![^>]*type="hidden")|select|textarea|button)\b""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Control();

    [GeneratedRegex("`(?<name>[A-Za-z]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Name();
}
