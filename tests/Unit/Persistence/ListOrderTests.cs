using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Serving.Lookup;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>What lists by name promise: one order, whatever sorts them, a database of any kind and locale or the process itself.</summary>
public abstract class ListOrderTests(DatabaseProvider provider) : WorldTests(provider)
{
    private const int PageSize = 3;

    // By the code points of what they are folded to, as no language sorts them.
    private static readonly string[] s_byName = ["_x", "a-b", "a1", "a_b", "ab", "apple", "Zebra", "Äpfel"];

    // Addresses are compared in capitals, which come before the underscore.
    private static readonly string[] s_byAddress = ["a-b", "a1", "ab", "apple", "a_b", "Zebra", "_x", "Äpfel"];

    // Flags have plain names.
    private static readonly string[] s_flags = s_byName[..^1];

    private int _segment;
    private ProjectAccess _elsewhere = null!;
    private Actor _viewer = null!;

    private AuditReads Audit => World.Get<AuditReads>();

    private ExperimentReads Experiments => World.Get<ExperimentReads>();

    private FlagReads Flags => World.Get<FlagReads>();

    private PeopleReads People => World.Get<PeopleReads>();

    private SegmentReads Segments => World.Get<SegmentReads>();

    private SettingsReads Settings => World.Get<SettingsReads>();

    private WorkspaceReads Workspace => World.Get<WorkspaceReads>();

    public sealed class OnSqlite() : ListOrderTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : ListOrderTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task EveryListByName_HasTheOrderOfCodePoints_AndEachRowOnOnePage()
    {
        _segment = await World.AddSegmentAsync("used");
        _viewer = (await World.AccessAsync(Role.Viewer)).Actor;
        foreach (var name in (string[])["ab", "Zebra", "a_b", "_x", "Äpfel", "a1", "apple", "a-b"])
        {
            await MakeAsync(name);
        }

        var keeper = World.Get<EnvironmentKeeper>();
        await keeper.StartAsync(Cancellation);
        var wrong = new List<string>();
        foreach (var (list, ordered, page) in Paged().Concat(Whole()))
        {
            var names = new List<string>();
            for (var number = 1; await page(number) is { Count: > 0 } found; number++)
            {
                names.AddRange(found.Where(s_byName.Contains));
            }

            if (!names.SequenceEqual(ordered, StringComparer.Ordinal))
            {
                wrong.Add($"{list}: {string.Join(' ', names)}");
            }
        }

        await keeper.StopAsync(Cancellation);
        wrong.ShouldBeEmpty();
    }

    private IEnumerable<(string List, IEnumerable<string> Ordered, Func<int, Task<List<string>>> Page)> Paged()
    {
        foreach (var descending in (bool[])[false, true])
        {
            yield return List("flags", s_flags, descending, async number => Names(
                (await Flags.ListAsync(
                    World.Manager, World.EnvironmentId, new() { Page = number, Size = PageSize, Descending = descending }, Cancellation)).Page,
                item => item.Name));
            yield return List("segments", s_byName, descending, async number => Names(
                (await Segments.ListAsync(
                    World.Manager, new() { Page = number, Size = PageSize, Descending = descending }, Cancellation)).Page,
                item => item.Name));
            yield return List("experiments", s_byName, descending, async number => Names(
                (await Experiments.ListAsync(
                    World.Manager,
                    World.EnvironmentId,
                    new() { Page = number, Size = PageSize, Sort = ExperimentSort.Name, Descending = descending },
                    Cancellation)).Page,
                item => item.Name));
            yield return List("people", s_byName, descending, async number => Names(
                (await People.ListAsync(
                    AccessGate.ForSystem(), new() { Page = number, Size = PageSize, Descending = descending }, Cancellation)).Page,
                item => item.Name));
            yield return List("people by address", s_byAddress, descending, async number => Names(
                (await People.ListAsync(
                    AccessGate.ForSystem(),
                    new() { Page = number, Size = PageSize, Sort = PeopleSort.Email, Descending = descending },
                    Cancellation)).Page,
                item => item.Name));
            yield return List("identity overrides", s_byName, descending, async number => Names(
                await World.Get<IdentityOverrideReads>().ListAsync(
                    World.Manager,
                    World.EnvironmentId,
                    World.FeatureId,
                    new() { Page = number, Size = PageSize, Descending = descending },
                    Cancellation),
                item => item.Identifier));
        }

        yield return ("features", s_flags, async number => Names(
            await World.Get<FeatureReads>().ListAsync(World.Manager, new() { Page = number, Size = PageSize }, Cancellation), item => item.Name));
        yield return ("flags to choose", s_flags, async number => Names(
            await Experiments.ChooseFlagAsync(World.Manager, World.EnvironmentId, new() { Page = number, Size = PageSize }, Cancellation),
            item => item.Name));
        yield return ("members", s_byName, async number => Names(
            await People.MembersAsync(World.Manager, new() { Page = number, Size = PageSize }, Cancellation), item => item.Name));
        yield return ("projects", s_byName, async number => Names(
            await Settings.ProjectsAsync(AccessGate.ForSystem(), new() { Page = number, Size = PageSize }, Cancellation), item => item.Info.Name));
        yield return ("projects of somebody", s_byName, async number => Names(
            await Workspace.ProjectsAsync(_viewer, new() { Page = number, Size = PageSize }, Cancellation), item => item.Info.Name));
    }

    private IEnumerable<(string List, IEnumerable<string> Ordered, Func<int, Task<List<string>>> Page)> Whole()
    {
        yield return List("places to go", s_byName, async () => (await Workspace.LocationsAsync(_viewer, Cancellation)).Select(places => places.Project.Name));
        yield return List("projects to go to", s_byName, async () => (await Workspace.ProjectsAsync(_viewer, Cancellation)).Select(project => project.Name));
        yield return List("roles of the caller", s_byName, async ()
            => (await World.Get<CallerReads>().FindAsync(_viewer, Cancellation))!.Roles.Select(role => role.Project));
        yield return List("roles of a person", s_byName, async ()
            => (await People.FindAsync(AccessGate.ForSystem(), _viewer.Id!.Value, Cancellation))!.Roles.Select(role => role.Project));
        yield return List("people to choose", s_byName, async ()
            => (await People.ChoicesAsync(_elsewhere, search: null, Cancellation)).Select(person => person.Name));
        yield return List("actors", s_byName, async () => (await Audit.ActorsAsync(World.Manager, Cancellation)).Select(actor => actor.Name));
        yield return List("uses of a segment", s_flags, async ()
            => (await Segments.FindAsync(World.Manager, _segment, Cancellation))!.Uses.Select(use => use.FlagName));
        yield return List("what one identity gets", s_flags, async ()
            => (await World.Get<IdentityLookup>().AskAsync(
                World.Manager, World.EnvironmentId, "ada", new Dictionary<string, ContextValue>(StringComparer.Ordinal), Cancellation))
                .Value.Flags.Select(flag => flag.Flag.Name));

        // What begins with the text comes first; the world's own flag does not have it.
        yield return List("flags found", ["a-b", "a1", "a_b", "ab", "apple", "Zebra"], async ()
            => (await World.Get<SearchReads>().FindAsync(World.Manager, World.EnvironmentId, "a", Cancellation)).Flags.Select(flag => flag.Name));
    }

    private static (string List, IEnumerable<string> Ordered, Func<int, Task<List<string>>> Page) List(
        string list, IEnumerable<string> ordered, bool descending, Func<int, Task<List<string>>> page)
        => descending ? ($"{list}, descending", ordered.Reverse(), page) : (list, ordered, page);

    private static (string List, IEnumerable<string> Ordered, Func<int, Task<List<string>>> Page) List(
        string list, IEnumerable<string> ordered, Func<Task<IEnumerable<string>>> all)
        => (list, ordered, async number => number == 1 ? [.. await all()] : []);

    private static List<string> Names<T>(Page<T> page, Func<T, string> name) => [.. page.Items.Select(name)];

    /// <summary>One of everything that has a name; the person has a role and has changed something.</summary>
    private async Task MakeAsync(string name)
    {
        var person = new Person
        {
            UserName = $"{name}@test.local",
            Email = $"{name}@test.local",
            NormalizedEmail = $"{name}@test.local".ToUpperInvariant(),
            DisplayName = name,
            SearchText = Person.Search(name, $"{name}@test.local"),
            CreatedAt = World.Clock.Now(),
        };
        var project = new Project { Name = name, NameFolded = TextFold.Fold(name), Slug = name, CreatedAt = World.Clock.Now() };
        await using (var db = World.Open())
        {
            db.AddRange(person, project);
            await db.SaveChangesAsync(Cancellation);
            db.Add(new ProjectMember { ProjectId = World.ProjectId, PersonId = person.Id, Role = Role.ProductManager });
            db.Add(new ProjectMember { ProjectId = project.Id, PersonId = _viewer.Id!.Value, Role = Role.Viewer });
            await db.SaveChangesAsync(Cancellation);
        }

        _elsewhere = AccessGate.ForSystem(project.Id);
        _ = await World.AddSegmentAsync(name);
        await World.CompleteAsync(await World.CreateExperimentAsync(start: true, name: name));
        var access = (await World.Get<AccessGate>().AdmitAsync(Actor.Person(person.Id, name), World.ProjectId, Cancellation)).Value;
        (await World.ForceAsync(name, access: access)).Error.ShouldBeNull();
        if (s_flags.Contains(name))
        {
            var feature = (await World.Get<CreateFeature>().RunAsync(new(World.Manager, name, FlagValueType.String), Cancellation)).Value;
            (await World.Get<PutSegmentOverride>().RunAsync(
                new(World.Manager, World.EnvironmentId, feature, _segment, new()), Cancellation)).Error.ShouldBeNull();
        }
    }
}
