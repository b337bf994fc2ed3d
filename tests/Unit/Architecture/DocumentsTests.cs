using System.Text.RegularExpressions;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Architecture;

/// <summary>What the documents send people to is there.</summary>
public sealed partial class DocumentsTests
{
    // Made by a run, and not in the repository.
    private const string MadeData = "src/App/data";

    private static readonly string[] s_documents =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md"),
        .. ((string[])["docs", ".github"]).SelectMany(folder
            => Directory.EnumerateFiles(Path.Join(Repository.Root, folder), "*.md", SearchOption.AllDirectories)),
    ];

    [Fact]
    public void EveryLink_LeadsToAFileAndAHeadingThatAreThere()
    {
        var links = s_documents.SelectMany(document => Link().Matches(Code().Replace(File.ReadAllText(document), string.Empty))
                .Select(link => (Document: document, Target: link.Groups["target"].Value)))
            .Where(link => !Uri.TryCreate(link.Target, UriKind.Absolute, out _)).ToList();

        links.Count.ShouldBeGreaterThan(30);
        links.Where(link => !IsThere(link.Document, link.Target)).Select(link => $"{Name(link.Document)}: {link.Target}").ShouldBeEmpty();
    }

    [Fact]
    public void EveryPathOfTheRepository_ThatIsNamed_IsThere()
    {
        var named = s_documents.SelectMany(document => WrittenPath().Matches(File.ReadAllText(document))
            .Select(path => (Document: document, Path: path.Groups["path"].Value))).ToList();

        named.Count.ShouldBeGreaterThan(50);
        named.Where(name => !name.Path.StartsWith(MadeData, StringComparison.Ordinal) && !Path.Exists(Path.Join(Repository.Root, name.Path)))
            .Select(name => $"{Name(name.Document)}: {name.Path}").ShouldBeEmpty();
    }

    [Fact]
    public void EveryDecision_HasTheNextNumber_SaysWhetherItHolds_AndHasItsLineInTheIndex()
    {
        var folder = Path.Join(Repository.Root, "docs", "decisions");
        var index = File.ReadAllText(Path.Join(folder, "README.md"));
        var decisions = Directory.EnumerateFiles(folder, "*.md").Select(file => Path.GetFileName(file)!)
            .Where(name => name != "README.md").Order(StringComparer.Ordinal).ToList();

        decisions.Select(name => name[..5]).ShouldBe(Enumerable.Range(1, decisions.Count).Select(number => $"{number:0000}-"));
        foreach (var (number, name) in decisions.Index())
        {
            var lines = File.ReadLines(Path.Join(folder, name)).Take(3).ToList();
            lines[0].ShouldStartWith($"# {number + 1}. ", Case.Sensitive, name);
            lines[2].ShouldMatch(@"^Decided on \d{4}-\d\d-\d\d; (holds|replaced by \[\d{4}\]\(.+\) on \d{4}-\d\d-\d\d)\.$", name);
            index.ShouldContain($"| {name[..4]} | [{lines[0].Split(". ", 2)[1]}]({name}) |");
        }
    }

    private static bool IsThere(string document, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? document : Path.Join(Path.GetDirectoryName(document), parts[0]);
        return Path.Exists(file) && (parts.Length == 1 || Heading().Matches(File.ReadAllText(file)).Select(Anchor).Contains(parts[1], StringComparer.Ordinal));
    }

    private static string Anchor(Match heading)
        => NoPartOfAnAnchor().Replace(heading.Groups["text"].Value, string.Empty).ToLowerInvariant().Replace(' ', '-');

    private static string Name(string document) => Path.GetRelativePath(Repository.Root, document);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\w./-])(?<path>(src|tests|docs|eng|bench)/[\w./-]*\w)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex WrittenPath();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w \-]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NoPartOfAnAnchor();
}
