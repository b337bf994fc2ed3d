using System.Globalization;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Bench;

/// <summary>A project with flags as applications have them: one in five with a rollout, one in five with a segment, the rest plain.</summary>
internal static class DeliveryShop
{
    private const int Kinds = 5;

    /// <summary>Makes it.</summary>
    /// <returns>A server key of its environment.</returns>
    public static async Task<string> AddAsync(BenchShop shop, string name, int flags)
    {
        var project = (await shop.Get<CreateProject>().RunAsync(
            new(AccessGate.ForSystem(), name, [new NewEnvironment("Live", Versioning.V2, IsProduction: false)]))).Value.Id;
        var access = AccessGate.ForSystem(project);
        await using var db = shop.Open();
        var environment = await db.Set<ProjectEnvironment>().Where(row => row.ProjectId == project).Select(row => row.Id).SingleAsync();
        var segment = (await shop.Get<CreateSegment>().RunAsync(new(
            access, "Pro", string.Empty, [new SegmentRule(RuleType.All, [new("plan", SegmentOperator.Equal, "pro")], [])]))).Value;
        for (var number = 0; number < flags; number++)
        {
            await AddFlagAsync(shop, access, environment, segment, number);
        }

        return (await shop.Get<CreateEnvironmentKey>().RunAsync(new(access, environment, EnvironmentKeyKind.Server, "Bench"))).Value.Token;
    }

    private static async Task AddFlagAsync(BenchShop shop, ProjectAccess access, int environment, int segment, int number)
    {
        var hasRollout = number % Kinds == 0;
        var feature = (await shop.Get<CreateFeature>().RunAsync(
            new(access, string.Create(CultureInfo.InvariantCulture, $"flag_{number}"), FlagValueType.String)
            {
                InitialValue = "control",
                DefaultEnabled = true,
                Variants = hasRollout ? [new("big", "big"), new("small", "small")] : [],
            })).Value;
        if (hasRollout)
        {
            await using var db = shop.Open();
            var variants = await db.Set<Variant>().Where(variant => variant.FeatureId == feature).Select(variant => variant.Id).ToListAsync();
            _ = (await shop.Get<CreateExperiment>().RunAsync(new(access, environment, feature, $"Experiment {number}", "It will help.")
            {
                Start = true,
                Rollout = new RolloutChange
                {
                    Enabled = true,
                    Percentage = new BasisPoints(3_000),
                    ControlValue = "control",
                    Allocations = [.. variants.Select(variant => new VariantAllocation(variant, new BasisPoints(5_000)))],
                },
            })).Value;
        }
        else if (number % Kinds == 1)
        {
            _ = (await shop.Get<PutSegmentOverride>().RunAsync(
                new(access, environment, feature, segment, new StateChange { Value = new NewValue("for pro") }))).Value;
        }
    }
}
