using System.Text.RegularExpressions;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Architecture;

/// <summary>
/// Every room and whom it may mention: those that its arrows lead to, and those that these may mention. What joins all rooms together,
/// at the root of each project and where a room registers itself, is in none of them.
/// </summary>
public sealed partial class RoomTests
{
    private const string Core = "ExperimentAdmin.Core";
    private const string App = "ExperimentAdmin.App";
    private const string UseCases = "UseCases";
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";
    private const string Web = "Microsoft.AspNetCore";

    private static readonly Dictionary<string, string[]> s_arrows = new(StringComparer.Ordinal)
    {
        ["Common"] = [],
        ["Evaluation"] = ["Common"],
        ["Persistence"] = ["Common"],
        ["Workspace/Domain"] = ["Common"],
        ["Access"] = ["Persistence", "Workspace/Domain"],
        ["Audit"] = ["Access"],
        ["Changes"] = ["Audit"],
        ["Access/UseCases"] = ["Changes"],
        ["Workspace"] = ["Access/UseCases"],
        ["Segments"] = ["Workspace", "Evaluation"],
        ["Flags"] = ["Segments"],
        ["Experiments"] = ["Flags"],
        ["Serving"] = ["Experiments"],
        ["Retention"] = ["Experiments"],
        ["Demo"] = ["Experiments"],
        ["Shell/Pages"] = ["Audit"],
        ["Ui"] = ["Shell/Pages"],
        ["Shell"] = ["Ui", "Serving", "Retention", "Demo"],
        ["Delivery"] = ["Shell"],
        ["Features"] = ["Shell"],
    };

    // Beside those of other rooms, by the beginning of their names.
    private static readonly Dictionary<string, string[]> s_foreign = new(StringComparer.Ordinal)
    {
        ["Common"] = [EntityFramework, Web],
        ["Evaluation"] = [EntityFramework, Web, "System.IO.File"],
        ["Workspace/Domain"] = [EntityFramework, Web, "Microsoft.Extensions"],
        ["Shell/Pages"] = [EntityFramework],
        ["Ui"] = [EntityFramework],
        ["Delivery"] = [EntityFramework, $"{Core}.Persistence", $"{App}.Ui", $"{App}.Shell.Pages"],
        ["Features"] = [EntityFramework, $"{Core}.Persistence"],
    };

    private static readonly ILookup<string, Type> s_rooms = typeof(Core.Common.Done).Assembly.GetTypes()
        .Concat(typeof(Program).Assembly.GetTypes()).Where(type => RoomOf(type) is not null).ToLookup(type => RoomOf(type)!);

    public static TheoryData<string> Rooms => [.. s_arrows.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void ARoom_MentionsOnlyThoseThatItsArrowsLeadTo(string room)
    {
        var allowed = Reached(room).Append(room).ToHashSet(StringComparer.Ordinal);
        s_rooms[room].ShouldNotBeEmpty("a rule that matches nothing protects nothing");

        s_rooms[room].SelectMany(type => Mentions.Of(type)
                .Where(mentioned => (RoomOf(mentioned) is { } other && !allowed.Contains(other))
                    || s_foreign.GetValueOrDefault(room, []).Any(prefix => IsWithin(mentioned, prefix)))
                .Select(mentioned => $"{type.FullName} mentions {mentioned.FullName}"))
            .Distinct().ShouldBeEmpty();
    }

    // Of constants and names nothing is left in what is compiled, and it says nothing of the files of pages.
    [Theory]
    [MemberData(nameof(Rooms))]
    public void AFileOfARoom_UsesOnlyThoseThatItsArrowsLeadTo(string room)
    {
        var allowed = Reached(room).Append(room).ToHashSet(StringComparer.Ordinal);
        var files = Files().Where(file => file.Room == room).ToList();
        files.ShouldNotBeEmpty("a rule that matches nothing protects nothing");

        (from file in files
         from use in Use().Matches(file.Text)
         where RoomOf(use.Groups["name"].Value) is { } other && !allowed.Contains(other)
         select $"{file.Name} uses {use.Groups["name"].Value}").ShouldBeEmpty();
    }

    [Fact]
    public void EveryNamespace_IsInARoom()
        => typeof(Core.Common.Done).Assembly.GetTypes().Concat(typeof(Program).Assembly.GetTypes())
            .Where(type => type.Namespace is { } name && (IsWithin(name, Core) || IsWithin(name, App)) && name is not (Core or App or $"{App}.Features"))
            .Where(type => !IsRegistration(type) && (RoomOf(type) is not { } room || !s_arrows.ContainsKey(room)))
            .Select(type => type.FullName).ShouldBeEmpty();

    [Fact]
    public void ThePictureOfTheArrows_IsTheRules()
    {
        var picture = File.ReadAllText(Path.Join(Repository.Root, "docs", "architecture.md"));
        var drawn = Arrow().Matches(picture).Select(arrow => $"{arrow.Groups["from"].Value} -> {arrow.Groups["to"].Value}").ToList();

        drawn.Count.ShouldBeGreaterThan(15);
        drawn.ShouldBe(s_arrows.SelectMany(room => room.Value.Select(other => $"{room.Key} -> {other}")), ignoreOrder: true);
    }

    private static IEnumerable<string> Reached(string room) => s_arrows[room].SelectMany(other => Reached(other).Append(other)).Distinct();

    private static IEnumerable<(string Name, string? Room, string Text)> Files() => ((string[])[Core, App])
        .SelectMany(project => Directory.EnumerateFiles(Path.Join(Repository.Root, "src", project.Split('.')[1]), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !file.EndsWith("Services.cs", StringComparison.Ordinal))
            .Select(file => (Name: Path.GetRelativePath(Path.Join(Repository.Root, "src"), file).Replace('\\', '/'), File: file)))
        .Select(file => (file.Name, RoomOf($"ExperimentAdmin.{Path.GetDirectoryName(file.Name)!.Replace('/', '.')}"), File.ReadAllText(file.File)));

    private static string? RoomOf(Type type) => type.Namespace is { } name && !IsRegistration(type) ? RoomOf(name) : null;

    private static string? RoomOf(string name)
    {
        var parts = name.Split('.');
        return parts switch
        {
            ["ExperimentAdmin", "App", "Features", _, ..] => "Features",
            ["ExperimentAdmin", "App", "Shell", "Pages", ..] => "Shell/Pages",
            ["ExperimentAdmin", "App", { } room, ..] when room != "Features" => room,
            ["ExperimentAdmin", "Core", "Workspace", "Domain", ..] => "Workspace/Domain",
            ["ExperimentAdmin", "Core", "Access", ..] => parts.Contains(UseCases, StringComparer.Ordinal) ? "Access/UseCases" : "Access",
            ["ExperimentAdmin", "Core", { } room, ..] => room,
            _ => null,
        };
    }

    private static bool IsRegistration(Type type)
    {
        var outermost = type;
        while (outermost.DeclaringType is { } outer)
        {
            outermost = outer;
        }

        return outermost.Name.EndsWith("Services", StringComparison.Ordinal) && outermost is { IsAbstract: true, IsSealed: true };
    }

    // A namespace, or one type.
    private static bool IsWithin(Type type, string room) => type.FullName is { } name && IsWithin(name, room);

    private static bool IsWithin(string name, string room) => name == room || name.StartsWith($"{room}.", StringComparison.Ordinal);

    [GeneratedRegex(@"^@?using (static )?(\w+ = )?(?<name>ExperimentAdmin\.[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Use();

    [GeneratedRegex(@"^    (?<from>\S+) --> (?<to>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Arrow();
}
