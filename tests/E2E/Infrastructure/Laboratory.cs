using System.Globalization;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// A project whose environments are made by chance, always the same chance: nested segments, overrides in rank order,
/// three-way splits, forced identities and a running rollout, of the forms on which the published engines agree.
/// </summary>
internal sealed class Laboratory(IServiceProvider services, ProjectAccess access, int environment, Random random)
{
    public const string Project = "Laboratory";

    private const int Segments = 12;
    private const int Flags = 12;
    private const int Seed = 411;
    private const int ForcedAFlag = 3;

    private static readonly string[] s_plans = ["free", "pro", "team", "enterprise"];
    private static readonly string[] s_countries = ["de", "fr", "it", "us", "jp"];

    /// <summary>Adds it to the demo workspace.</summary>
    public static async Task AddAsync(IServiceProvider services)
    {
        var project = (await services.GetRequiredService<CreateProject>().RunAsync(
            new(AccessGate.ForSystem(), Project, [new("Numbers", Versioning.V1, IsProduction: false), new("Figures", Versioning.V2, IsProduction: true)]),
            CancellationToken.None)).Value;
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(CancellationToken.None);
        var grant = AccessGate.ForSystem(project.Id);
        var environments = await db.Set<ProjectEnvironment>().Where(environment => environment.ProjectId == project.Id)
            .OrderBy(environment => environment.Id).ToDictionaryAsync(environment => environment.Id, environment => environment.Name, CancellationToken.None);
        foreach (var (id, name) in environments)
        {
            await AddKeyAsync(services, grant, id, ServedToClients.ServerKey(Project, name));
        }

        var random = new Random(Seed);
        var segments = new List<int>();
        foreach (var number in Enumerable.Range(0, Segments))
        {
            segments.Add((await services.GetRequiredService<CreateSegment>().RunAsync(
                new(grant, $"Segment {number}", string.Empty, [Rule(random, depth: 0)]), CancellationToken.None)).Value);
        }

        foreach (var number in Enumerable.Range(0, Flags))
        {
            var feature = (await services.GetRequiredService<CreateFeature>().RunAsync(Flag(grant, number), CancellationToken.None)).Value;
            foreach (var environment in environments.Keys)
            {
                await new Laboratory(services, grant, environment, random).FurnishAsync(feature, number, segments);
            }
        }
    }

    /// <summary>
    /// People whose traits are of the kinds that the segments ask about. None is false or 0: the Node.js client forgets those of
    /// an identity that has an override.
    /// </summary>
    public static IReadOnlyList<EvaluationIdentity> Identities(int count)
    {
        var random = new Random(Seed + 1);
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            var traits = new Dictionary<string, ContextValue>(StringComparer.Ordinal);
            if (random.Next(10) > 0)
            {
                traits["plan"] = ContextValue.Of(s_plans[random.Next(s_plans.Length)]);
            }

            if (random.Next(10) > 0)
            {
                traits["age"] = ContextValue.Of(random.Next(1, 100));
            }

            if (random.Next(10) > 0)
            {
                traits["country"] = ContextValue.Of(s_countries[random.Next(s_countries.Length)]);
            }

            if (random.Next(2) > 0)
            {
                traits["beta"] = ContextValue.Of(true);
            }

            return new EvaluationIdentity($"user-{number}@{s_plans[random.Next(s_plans.Length)]}.example", traits);
        })];
    }

    private static async Task AddKeyAsync(IServiceProvider services, ProjectAccess grant, int environment, string token)
        => Accepted(await services.GetRequiredService<UnitOfWork>().InEnvironmentAsync<Done>(
            grant,
            environment,
            Permission.Administer,
            change =>
            {
                EnvironmentFactory.AddKey(change, environment, EnvironmentKeyKind.Server, "Clients", token);
                return Task.FromResult<Result<Done>>(default(Done));
            },
            CancellationToken.None));

    private static CreateFeature.Command Flag(ProjectAccess grant, int number) => (number % 4) switch
    {
        0 => new(grant, $"switch_{number}", FlagValueType.Boolean) { InitialValue = "true", DefaultEnabled = true },
        1 => new(grant, $"limit_{number}", FlagValueType.Integer)
        {
            InitialValue = "50",
            DefaultEnabled = true,
            Variants = [new("low", "25"), new("none", "0")],
        },
        _ => new(grant, $"text_{number}", FlagValueType.String)
        {
            InitialValue = "control",
            DefaultEnabled = true,
            Variants = [new("a", "A"), new("b", "B"), new("c", "C – ü")],
        },
    };

    private async Task FurnishAsync(int feature, int number, List<int> segments)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(CancellationToken.None);
        var variants = await db.Set<Variant>().Where(variant => variant.FeatureId == feature).OrderBy(variant => variant.Ordinal)
            .Select(variant => variant.Id).ToListAsync(CancellationToken.None);
        Accepted(await services.GetRequiredService<ChangeDefault>().RunAsync(
            new(access, environment, feature, State(variants)), CancellationToken.None));
        foreach (var segment in segments.OrderBy(_ => random.Next()).Take(random.Next(5)).ToList())
        {
            Accepted(await services.GetRequiredService<PutSegmentOverride>().RunAsync(
                new(access, environment, feature, segment, State(variants) with { Enabled = random.Next(5) > 0 }), CancellationToken.None));
        }

        foreach (var forced in Identities(ForcedAFlag * Flags).Skip(number * ForcedAFlag).Take(ForcedAFlag))
        {
            Accepted(await services.GetRequiredService<PutIdentityOverride>().RunAsync(
                new(access, environment, feature, forced.Identifier)
                {
                    Enabled = random.Next(4) > 0,
                    VariantId = variants.Count > 0 ? variants[random.Next(variants.Count)] : null,
                    Value = variants.Count > 0 ? null : "false",
                },
                CancellationToken.None));
        }

        if (variants.Count > 0 && number % 3 == 0)
        {
            await RunExperimentAsync(feature, variants);
        }
    }

    private async Task RunExperimentAsync(int feature, List<int> variants) => Accepted(await services.GetRequiredService<CreateExperiment>().RunAsync(
        new(access, environment, feature, $"Experiment {feature}", "It is better.")
        {
            Rollout = new() { Percentage = new BasisPoints(random.Next(1, 10_000)), Allocations = Shares(variants) },
            Start = true,
            Anyway = true,
        },
        CancellationToken.None));

    private StateChange State(List<int> variants) => new() { Enabled = true, Allocations = Shares(variants) };

    private List<VariantAllocation> Shares(List<int> variants)
    {
        var (left, shares) = (BasisPoints.Whole, new List<VariantAllocation>());
        foreach (var variant in variants)
        {
            var share = random.Next(left);
            shares.Add(new VariantAllocation(variant, new BasisPoints(share)));
            left -= share;
        }

        return shares;
    }

    private static SegmentRule Rule(Random random, int depth) => new(
        (RuleType)random.Next(Enum.GetValues<RuleType>().Length),
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Condition(random))],
        [.. Enumerable.Range(0, depth < 2 ? random.Next(3) : 0).Select(_ => Rule(random, depth + 1))]);

    private static SegmentCondition Condition(Random random) => random.Next(10) switch
    {
        0 => new("plan", SegmentOperator.Equal, s_plans[random.Next(s_plans.Length)]),
        1 => new("plan", SegmentOperator.NotEqual, s_plans[random.Next(s_plans.Length)]),
        2 => new("plan", SegmentOperator.Regex, "^(pro|team)$"),
        3 => new("country", SegmentOperator.In, string.Join(',', s_countries.Take(random.Next(1, 4)))),
        4 => new("country", SegmentOperator.Contains, "e"),
        5 => new("age", SegmentOperator.GreaterThanInclusive, Text(random.Next(100))),
        6 => new("age", SegmentOperator.LessThan, Text(random.Next(100))),
        7 => new("beta", random.Next(2) > 0 ? SegmentOperator.IsSet : SegmentOperator.IsNotSet, string.Empty),
        8 => new("$.identity.key", SegmentOperator.PercentageSplit, BasisPoints.Format(random.Next(10_000))),
        _ => new("$.identity.traits['country']", SegmentOperator.PercentageSplit, Text(random.Next(100))),
    };

    private static void Accepted<T>(Result<T> result) => result.Error.ShouldBeNull();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
