using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Sqlite;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Architecture;

/// <summary>Who alone may do what. A rule that matches nothing protects nothing, so each first says that it matched.</summary>
public sealed class ArchitectureTests
{
    private const string Core = "ExperimentAdmin.Core";
    private const string App = "ExperimentAdmin.App";
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    private static readonly Type[] s_core = typeof(Result<>).Assembly.GetTypes();
    private static readonly Type[] s_app = typeof(Program).Assembly.GetTypes();

    [Fact]
    public void TheDomain_KnowsNeitherDatabaseNorWeb()
        => Offences(
            s_core.Where(type => type.Namespace?.EndsWith(".Domain", StringComparison.Ordinal) == true),
            [EntityFramework, "Microsoft.AspNetCore", "Microsoft.Extensions", $"{Core}.Persistence"]).ShouldBeEmpty();

    [Fact]
    public void AFeatureOfTheApp_KnowsOtherFeaturesOnlyByTheirAddresses()
    {
        var features = Within(s_app, $"{App}.Features").Where(type => type.Namespace != $"{App}.Features").GroupBy(Feature).ToList();
        features.Count.ShouldBeGreaterThan(3);

        features.SelectMany(feature => Offences(
            feature, [.. features.Where(other => other.Key != feature.Key).Select(other => $"{App}.Features.{other.Key}")])).ShouldBeEmpty();
    }

    [Fact]
    public void NoEntity_LeavesCore()
    {
        using var db = SqliteAppDbContext.Open(new DatabaseOptions(DatabaseProvider.Sqlite, "Data Source=unused.db"));
        var entities = db.Model.GetEntityTypes().Select(type => type.ClrType)
            .Where(type => type.Namespace?.StartsWith(Core, StringComparison.Ordinal) == true).ToList();
        entities.Count.ShouldBeGreaterThan(15);

        // Identity hands its own person to the pages that sign them in.
        entities.Where(type => type.IsPublic).Select(type => type.Name).ShouldBe(["Person"]);
    }

    [Fact]
    public void Grants_AreIssuedByAccessAlone()
    {
        var files = Source("src").Where(file => file.Text.Contains("new ProjectAccess(", StringComparison.Ordinal)
            || file.Text.Contains("new InstanceAccess(", StringComparison.Ordinal)).Select(file => file.Name).ToList();

        files.ShouldNotBeEmpty();
        files.ShouldAllBe(name => name.StartsWith("src/Core/Access/", StringComparison.Ordinal));
    }

    [Fact]
    public void FlagStates_AreWrittenByStatementsAlone()
        => Source("src").Where(file => file.Text.Contains($"new {nameof(FlagAllocationRow)}", StringComparison.Ordinal)
            || file.Text.Contains($"new {nameof(FlagStateRow)}", StringComparison.Ordinal)).Select(file => file.Name).ShouldBeEmpty();

    [Fact]
    public void StatementsThatWriteFlagStates_AreSentByTheOneWriterAlone()
    {
        Source("src").Where(file => file.Text.Contains("UPDATE flag_", StringComparison.Ordinal)
                && !file.Name.StartsWith("src/Core/Persistence/Migrations/", StringComparison.Ordinal))
            .Select(file => file.Name)
            .ShouldBe(["src/Core/Flags/States/Storage/FlagRows.cs"]);
        Source("src").Where(file => file.Text.Contains("FlagRows.Of", StringComparison.Ordinal)).Select(file => file.Name)
            .ShouldBe(["src/Core/Flags/States/Storage/FlagWriter.cs"]);
    }

    [Fact]
    public void SystemSegments_AreWrittenByTheRolloutAlone()
        => Source("src").Where(file => file.Text.Contains("RolloutSegment.Rules(", StringComparison.Ordinal)).Select(file => file.Name)
            .ShouldBe(["src/Core/Experiments/Rollout/UseCases/RolloutWriter.cs"]);

    private static List<string> Offences(IEnumerable<Type> types, IReadOnlyList<string> forbidden)
    {
        var matched = types.ToList();
        matched.ShouldNotBeEmpty("a rule that matches nothing protects nothing");
        return [.. (from type in matched
                    from mentioned in Mentions.Of(type)
                    where forbidden.Any(prefix => IsWithin(mentioned, prefix))
                    select $"{type.FullName} mentions {mentioned.FullName}").Distinct()];
    }

    private static IEnumerable<Type> Within(IEnumerable<Type> types, string room) => types.Where(type => IsWithin(type, room));

    private static bool IsWithin(Type type, string room)
        => type.Namespace is { } name && (name == room || name.StartsWith($"{room}.", StringComparison.Ordinal));

    private static string Feature(Type type) => type.Namespace!.Split('.')[3];

    private static IEnumerable<(string Name, string Text)> Source(string folder)
    {
        var root = Repository.Root;
        return ((string[])["*.cs", "*.razor"]).SelectMany(kind => Directory.EnumerateFiles(Path.Join(root, folder), kind, SearchOption.AllDirectories))
            .Select(file => (Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file)));
    }
}
