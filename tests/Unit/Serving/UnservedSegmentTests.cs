using System.Text;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>Segments from before, with rules that are not served now: nobody is in them, and whoever runs the server learns of it.</summary>
public abstract class UnservedSegmentTests(DatabaseProvider provider, Versioning versioning) : ServingWorld(provider, versioning)
{
    private static readonly Dictionary<int, IReadOnlyList<SegmentRule>> s_unread = [];

    public sealed class InPlaceOnSqlite() : UnservedSegmentTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnSqlite() : UnservedSegmentTests(DatabaseProvider.Sqlite, Versioning.V2);

    public sealed class InPlaceOnPostgres() : UnservedSegmentTests(DatabaseProvider.Postgres, Versioning.V1);

    public sealed class PublishedOnPostgres() : UnservedSegmentTests(DatabaseProvider.Postgres, Versioning.V2);

    [Theory]
    [InlineData(RuleType.All)]
    [InlineData(RuleType.None)]
    public async Task ASegmentFromBefore_WithAPatternThatIsNotServed_HasNobodyInIt_AndTurnsReadinessYellow(RuleType type)
    {
        var id = (await World.Get<CreateSegment>().RunAsync(
            new(World.Manager, "Everybody", "", [new(RuleType.None, [new("mail", SegmentOperator.Regex, "^x")], [])]), Cancellation)).Value;
        Segment().Compiled.Matches(Context(Served, "somebody")).ShouldBeTrue();
        Document().ShouldContain("Everybody");
        (await World.Get<HealthCheckService>().CheckHealthAsync(Cancellation)).Status.ShouldBe(HealthStatus.Healthy);

        await World.ChangeRulesAsync(id, [new(type, [new("mail", SegmentOperator.Regex, "^(?=x)")], [])]);
        await Keeper.CatchUpAsync(Cancellation);

        Segment().Compiled.Matches(Context(Served, "somebody")).ShouldBeFalse();
        Document().ShouldNotContain("Everybody");
        var report = await World.Get<HealthCheckService>().CheckHealthAsync(Cancellation);
        report.Entries.Values.Select(entry => (entry.Status, entry.Description))
            .ShouldContain((HealthStatus.Degraded, $"Segments that nobody is in because of a condition that is not served: {id} (rules[0].conditions[0])."));

        ServedSegment Segment() => Served.Segments.Single(segment => segment.Id == id);
        string Document() => Encoding.UTF8.GetString(Served.Wire.Document.Plain.Span);
    }

    [Fact]
    public async Task APatternThatIsNotServed_IsNamedInTheLog_OnceForItsRules()
    {
        var id = await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        var log = new ToldLog();
        var loader = new SegmentLoader(log);

        await LoadAsync("^(?=x)", 2);
        log.Told.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            told => told.ShouldStartWith($"Nobody is in segment {id}, Staff, because of rules[0].conditions[0], “^(?=x)”"), told => told.ShouldContain("(?="));
        await LoadAsync("^x", 1);
        await LoadAsync("^(?!x)", 2);
        log.Told.Count.ShouldBe(2);

        async Task LoadAsync(string pattern, int times)
        {
            await World.ChangeRulesAsync(id, [new(RuleType.All, [new("mail", SegmentOperator.Regex, pattern)], [])]);
            for (var time = 0; time < times; time++)
            {
                await using var db = World.Open();
                _ = await loader.LoadAsync(db, [id], s_unread, Cancellation);
            }
        }
    }

    [Fact]
    public async Task ManyPatternsThatAreNotServed_AreOneLineOfTheLog_AndOneEntryOfReadiness()
    {
        var id = await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        await World.ChangeRulesAsync(id, [new(RuleType.All, [.. Enumerable.Repeat(new SegmentCondition("mail", SegmentOperator.Regex, "^(?=x)"), 3_000)], [])]);
        var log = new ToldLog();
        await using (var db = World.Open())
        {
            _ = await new SegmentLoader(log).LoadAsync(db, [id], s_unread, Cancellation);
        }

        log.Told.ShouldHaveSingleItem().ShouldStartWith($"Nobody is in segment {id}, Staff, because of rules[0].conditions[0] and 2,999 more, “^(?=x)”");
        await Keeper.CatchUpAsync(Cancellation);
        (await NotServedAsync()).ShouldEndWith($": {id} (rules[0].conditions[0] and 2,999 more).");

        foreach (var count in Enumerable.Range(2, 21))
        {
            var other = await World.AddSegmentAsync($"Staff {(char)('a' + count)}");
            await World.ChangeRulesAsync(other, [new(RuleType.All, [new("mail", SegmentOperator.Regex, "^(?=x)")], [])]);
        }

        await Keeper.CatchUpAsync(Cancellation);
        var told = await NotServedAsync();
        (told.Split("; ").Length, told.EndsWith(" and 2 more.", StringComparison.Ordinal)).ShouldBe((20, true), told);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("[null]")]
    [InlineData("null")]
    [InlineData("deep")]
    public async Task ASegmentFromBefore_WhoseRulesCannotBeRead_IsNamedInTheLogAndInReadiness(string rules)
    {
        var id = await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        var stored = rules == "deep"
            ? string.Concat(Enumerable.Repeat("""[{"type":"ALL","conditions":[],"rules":""", 60)) + "[]" + string.Concat(Enumerable.Repeat("}]", 60)) : rules;
        await using (var db = World.Open())
        {
            _ = await db.Set<Segment>().Where(segment => segment.Id == id).ExecuteUpdateAsync(set => set.SetProperty(segment => segment.Rules, stored), Cancellation);
            var log = new ToldLog();
            _ = await new SegmentLoader(log).LoadAsync(db, [id], s_unread, Cancellation);
            log.Told.ShouldHaveSingleItem().ShouldStartWith($"Nobody is in segment {id}, Staff, because its stored rules cannot be read");
        }

        (await World.Get<EditSegment>().RunAsync(new(World.Manager, id) { Name = "Crew" }, Cancellation)).Error.ShouldBeNull();
        await Keeper.CatchUpAsync(Cancellation);
        (await NotServedAsync()).ShouldEndWith($": {id} (rules).");
    }

    private async Task<string> NotServedAsync()
        => (await World.Get<HealthCheckService>().CheckHealthAsync(Cancellation)).Entries.Values
            .Single(entry => entry.Status is HealthStatus.Degraded).Description!;

    private sealed class ToldLog : ILogger<SegmentLoader>
    {
        public List<string> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Told.Add(formatter(state, exception));
    }
}
