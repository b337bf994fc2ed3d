using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.AspNetCore.Identity;

namespace ExperimentAdmin.Core.Demo;

/// <summary>The demo workspace's project, and the ids of what is in it.</summary>
internal sealed class DemoShop
{
    private const string ManagementKeyText = "demo.management-key";

    public int Project { get; private set; }

    public int Development { get; private set; }

    public int Production { get; private set; }

    public int CheckoutButton { get; private set; }

    public int SearchRanking { get; private set; }

    public int FreeShipping { get; private set; }

    public int DarkMode { get; private set; }

    public int Big { get; private set; }

    public int Low { get; private set; }

    public int None { get; private set; }

    public int Semantic { get; private set; }

    public int Staff { get; private set; }

    public int BetaTesters { get; private set; }

    public IReadOnlyList<int> People { get; private set; } = [];

    /// <param name="change">Where it is written.</param>
    /// <param name="passwordHashes">One for each of <see cref="DemoPeople.All"/>.</param>
    public static async Task<Result<DemoShop>> CreateAsync(ChangeContext change, IReadOnlyList<string> passwordHashes)
    {
        var shop = new DemoShop();
        await shop.AddProjectAsync(change);
        await shop.AddPeopleAsync(change, passwordHashes);
        await shop.AddFeaturesAsync(change);
        await shop.AddSegmentsAsync(change);
        return shop;
    }

    /// <summary>A rollout that names every member.</summary>
    public static RolloutChange Rollout(int percentage, string control, params (int Variant, int Share)[] shares) => new()
    {
        Enabled = false,
        Percentage = new BasisPoints(percentage),
        ControlValue = control,
        Allocations = [.. shares.Select(share => new VariantAllocation(share.Variant, new BasisPoints(share.Share)))],
    };

    public async Task<Result<Done>> AddOverridesAsync(ChangeContext change)
    {
        await OverrideAsync(change, DarkMode, "dark_mode", Staff, state => state.Enabled = true);
        await OverrideAsync(change, SearchRanking, "search_ranking", BetaTesters, state =>
        {
            (state.Enabled, state.Value) = (true, "bm25");
            state.Allocate([KeyValuePair.Create(Semantic, BasisPoints.All)]);
        });
        return default(Done);
    }

    private async Task AddProjectAsync(ChangeContext change)
    {
        var db = change.Db;
        var project = new Project { Name = "Shop", NameFolded = "shop", Slug = "shop", Revision = 1, CreatedAt = change.Now };
        db.Add(project);
        await db.SaveChangesAsync(change.Cancellation);
        Project = project.Id;
        Record(change, AuditKind.Project, AuditKey.Project(Project), project.Name);
        Development = await AddEnvironmentAsync(change, "Development", Versioning.V1, isProduction: false);
        Production = await AddEnvironmentAsync(change, "Production", Versioning.V2, isProduction: true);
        db.Add(new ManagementKey
        {
            Name = "Demo scripts",
            NameFolded = "demo scripts",
            Hash = Secret.Hash(ManagementKeyText),
            Hint = Secret.Hint(ManagementKeyText),
            Role = Role.Administrator,
            CreatedAt = change.Now,
            CreatedBy = change.Actor.Name,
        });
    }

    private async Task<int> AddEnvironmentAsync(ChangeContext change, string name, Versioning versioning, bool isProduction)
    {
        var client = $"demo_{name.ToLowerInvariant()}";
        var environment = new ProjectEnvironment
        {
            ProjectId = Project,
            Name = name,
            Slug = Slug.From(name),
            HashKey = client,
            Versioning = versioning,
            IsProduction = isProduction,
            SettingsRevision = 1,
            CreatedAt = change.Now,
            UpdatedAt = change.Now,
        };
        change.Db.Add(environment);
        await change.Db.SaveChangesAsync(change.Cancellation);
        change.Created(environment);
        AddKey(change, environment.Id, EnvironmentKeyKind.Client, client);
        AddKey(change, environment.Id, EnvironmentKeyKind.Server, $"ser.{client}");
        Record(change, AuditKind.Environment, AuditKey.Environment(environment.Id), name, environment.Id);
        return environment.Id;
    }

    private static void AddKey(ChangeContext change, int environmentId, EnvironmentKeyKind kind, string key) => change.Db.Add(new EnvironmentKey
    {
        EnvironmentId = environmentId,
        Kind = kind,
        Name = kind is EnvironmentKeyKind.Client ? "Client" : "Server",
        Token = kind is EnvironmentKeyKind.Client ? key : null,
        Hash = Secret.Hash(key),
        Hint = Secret.Hint(key),
        CreatedAt = change.Now,
        CreatedBy = change.Actor.Name,
    });

    private async Task AddPeopleAsync(ChangeContext change, IReadOnlyList<string> passwordHashes)
    {
        var names = new UpperInvariantLookupNormalizer();
        var people = DemoPeople.All.Zip(passwordHashes, (entry, hash) => new Person
        {
            UserName = entry.Email,
            NormalizedUserName = names.NormalizeName(entry.Email),
            Email = entry.Email,
            NormalizedEmail = names.NormalizeEmail(entry.Email),
            EmailConfirmed = true,
            PasswordHash = hash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            DisplayName = entry.Name,
            SearchText = Person.Search(entry.Name, entry.Email),
            IsInstanceAdministrator = entry.Role is Role.Administrator,
            CreatedAt = change.Now,
            Revision = 1,
        }).ToList();
        change.Db.AddRange(people);
        await change.Db.SaveChangesAsync(change.Cancellation);
        People = [.. people.Select(person => person.Id)];
        foreach (var (person, (_, name, role)) in people.Zip(DemoPeople.All))
        {
            change.Db.Add(new ProjectMember { ProjectId = Project, PersonId = person.Id, Role = role, Revision = 1 });
            Record(change, AuditKind.Person, AuditKey.Person(person.Id), name);
        }
    }

    private async Task AddFeaturesAsync(ChangeContext change)
    {
        CheckoutButton = await AddFeatureAsync(
            change, "checkout_button", "How big the button in the checkout is.", ["checkout", "growth"], FlagValueType.String, "classic");
        Big = await AddVariantAsync(change, CheckoutButton, 1, "big", "big", "As high as the total above it.", DemoPicture.WithButton(180, 64));
        _ = await AddVariantAsync(change, CheckoutButton, 2, "bigger", "bigger", "As wide as the screen, on phones too.", DemoPicture.WithButton(300, 96));
        SearchRanking = await AddFeatureAsync(
            change, "search_ranking", "How search results are ranked.", ["search"], FlagValueType.String, "bm25");
        Semantic = await AddVariantAsync(change, SearchRanking, 1, "semantic", "semantic", "By meaning, with the words as a second vote.");
        FreeShipping = await AddFeatureAsync(
            change, "free_shipping_threshold", "The basket value from which shipping is free.", ["checkout", "pricing"], FlagValueType.Integer, "50");
        Low = await AddVariantAsync(change, FreeShipping, 1, "low", "25", "Half of what it is today.");
        None = await AddVariantAsync(change, FreeShipping, 2, "none", "0", "Shipping is free for everybody.");
        DarkMode = await AddFeatureAsync(change, "dark_mode", "Offers the dark theme.", [], FlagValueType.String, value: null);
    }

    private async Task<int> AddFeatureAsync(
        ChangeContext change, string name, string description, string[] tags, FlagValueType type, string? value)
    {
        var feature = new Feature
        {
            ProjectId = Project,
            Name = name,
            NameFolded = TextFold.Fold(name),
            Description = description,
            Tags = TagRules.Keep(tags),
            OwnerId = People[1],
            ValueType = type,
            InitialValue = value,
            DefaultEnabled = value is not null,
            Revision = 1,
            CreatedAt = change.Now,
        };
        change.Db.Add(feature);
        await change.Db.SaveChangesAsync(change.Cancellation);
        await FlagWriter.CreateAsync(
            change,
            [.. ((int[])[Development, Production]).Select(environmentId => new NewFlag(environmentId, feature.Id, feature.DefaultEnabled, value))]);
        Record(change, AuditKind.Feature, AuditKey.Feature(feature.Id), name);
        return feature.Id;
    }

    private static async Task<int> AddVariantAsync(
        ChangeContext change, int featureId, int ordinal, string key, string value, string description, byte[]? picture = null)
    {
        var variant = new Variant
        {
            FeatureId = featureId,
            Key = key,
            Value = value,
            Description = description,
            PictureDigest = picture is null ? null : VariantPicture.DigestOf(picture),
            Ordinal = ordinal,
            Position = ordinal,
        };
        change.Db.Add(variant);
        (await change.Db.Set<Feature>().FindAsync([featureId], change.Cancellation))!.NextOrdinal = ordinal + 1;
        await change.Db.SaveChangesAsync(change.Cancellation);
        if (picture is not null)
        {
            _ = change.Db.Add(new VariantPicture { VariantId = variant.Id, ContentType = "image/png", Digest = variant.PictureDigest!, Bytes = picture });
        }

        return variant.Id;
    }

    private async Task AddSegmentsAsync(ChangeContext change)
    {
        Staff = await AddSegmentAsync(change, "Staff", "Everybody with an address of the shop.", new("email", SegmentOperator.Contains, "@shop.example"));
        BetaTesters = await AddSegmentAsync(change, "Beta testers", "People who asked for new things early.", new("beta", SegmentOperator.Equal, "true"));
    }

    private async Task<int> AddSegmentAsync(ChangeContext change, string name, string description, SegmentCondition condition)
    {
        var segment = new Segment
        {
            Id = await Counters.TakeAsync(change.Db, Counters.Segments, 1, change.Cancellation),
            ProjectId = Project,
            Name = name,
            NameFolded = TextFold.Fold(name),
            Description = description,
            Rules = SegmentRules.Write([new SegmentRule(RuleType.All, [condition], [])]),
            Revision = 1,
            CreatedAt = change.Now,
        };
        change.Db.Add(segment);
        Record(change, AuditKind.Segment, AuditKey.Segment(segment.Id), name);
        return segment.Id;
    }

    private static async Task OverrideAsync(ChangeContext change, int featureId, string feature, int segmentId, Action<ScopedState> edit)
    {
        var writer = await FlagWriter.OpenAsync(change, change.Environment.Id, featureId)
            ?? throw new InvalidOperationException($"{feature} is not in the environment.");
        edit(await writer.AddOverrideAsync(segmentId));
        change.Record(new AuditDraft
        {
            Kind = AuditKind.Flag,
            Key = AuditKey.Flag(change.Environment.Id, featureId),
            Number = await writer.SaveAsync() ?? throw new InvalidOperationException($"{feature} had the override already."),
            Name = feature,
            Action = "override_added",
            Summary = "segment override added",
            EnvironmentId = change.Environment.Id,
        });
    }

    private void Record(ChangeContext change, AuditKind kind, AuditKey key, string name, int? environmentId = null)
        => change.Record(new AuditDraft
        {
            Kind = kind,
            Key = key,
            Number = 1,
            Name = name,
            Action = "created",
            Summary = "created with the demo workspace",
            EnvironmentId = environmentId,
        }, Project);
}
