using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Demo;

/// <summary>
/// Fills an empty database with a workspace to look around in: fixed names, keys and people, and a past. Its experiments
/// are made, ramped and ended by the use cases that people use.
/// </summary>
public sealed class DemoWorkspace(
    IDbContextFactory<AppDbContext> contexts, UnitOfWork units, AccessGate access, PasswordHashes hashes, IFlagTraffic traffic,
    TimeProvider clock)
{
    /// <summary>Whether the database has the demo workspace.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Person>().AnyAsync(person => person.Email == DemoPeople.All[0].Email, cancellationToken);
    }

    /// <summary>Fills the database if nobody is in it.</summary>
    /// <returns>Whether the database has the demo workspace, from now or from before.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (await db.Set<Person>().AnyAsync(cancellationToken))
            {
                return await IsThereAsync(cancellationToken);
            }
        }

        await FillAsync(cancellationToken);
        return true;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var today = clock.Now();
        var past = new DemoClock(today.AddDays(-28));
        var work = units.At(past);
        var passwords = new List<string>();
        foreach (var _ in DemoPeople.All)
        {
            passwords.Add((await hashes.MakeAsync(DemoPeople.Password, cancellationToken)).Value);
        }

        var shop = (await work.InInstanceAsync<DemoShop>(
            AccessGate.ForSystem(), change => DemoShop.CreateAsync(change, passwords), cancellationToken)).Value;
        foreach (var environmentId in (int[])[shop.Development, shop.Production])
        {
            _ = (await work.InEnvironmentAsync<Done>(
                AccessGate.ForSystem(shop.Project), environmentId, Permission.EditFlags, shop.AddOverridesAsync, cancellationToken)).Value;
        }

        var (manager, support) = (await GrantAsync(shop, 1, cancellationToken), await GrantAsync(shop, 2, cancellationToken));
        var create = new CreateExperiment(work, traffic);

        await AddFinishedAsync(shop, work, past, today, manager, cancellationToken);

        past.Set(today.AddDays(-5));
        var button = (await create.RunAsync(
            new(manager, shop.Production, shop.CheckoutButton, "Bigger checkout button",
                "We believe that a bigger button will lift sign-ups by 5 % because people find it without scrolling.")
            {
                Description = "Follows the complaints about the checkout on phones. Ask support before raising it over a weekend.",
                Tags = ["checkout", "growth"],
                Rollout = DemoShop.Rollout(1_000, "classic", (shop.Big, 5_000)),
                Start = true,
                Anyway = true,
            },
            cancellationToken)).Value;
        past.Set(today.AddDays(-2));
        _ = (await new ApplyRollout(work).RunAsync(
            new(support, shop.Production, button, new RolloutChange { Percentage = new BasisPoints(2_000) }, Reason: "No complaints so far."),
            cancellationToken)).Value;

        past.Set(today.AddDays(-1));
        _ = (await create.RunAsync(
            new(manager, shop.Development, shop.FreeShipping, "No threshold at all",
                "We believe that free shipping for everybody will lift orders by more than it costs because baskets are no longer filled up by force.")
            {
                Tags = ["pricing"],
                Rollout = DemoShop.Rollout(5_000, "50", (shop.None, 5_000)),
            },
            cancellationToken)).Value;
    }

    private async Task AddFinishedAsync(
        DemoShop shop, UnitOfWork work, DemoClock past, DateTimeOffset today, ProjectAccess manager, CancellationToken cancellationToken)
    {
        past.Set(today.AddDays(-24));
        var shipping = (await new CreateExperiment(work, traffic).RunAsync(
            new(manager, shop.Production, shop.FreeShipping, "Lower free-shipping threshold",
                "We believe that a lower threshold will raise completed orders by 3 % because shoppers stop hesitating at the basket.")
            {
                Description = "Finance agreed to two weeks of it. What was learned is in the notes of the spring review.",
                Tags = ["checkout", "pricing"],
                Rollout = DemoShop.Rollout(4_000, "50", (shop.Low, 5_000)),
                Start = true,
                Anyway = true,
            },
            cancellationToken)).Value;
        past.Set(today.AddDays(-9));
        _ = (await new EndExperiment(work).RunAsync(
            new(manager, shop.Production, shipping, Ending.Restore, Conclusion.Inconclusive)
            {
                Note = "Orders rose a little with the lower threshold, and the margin fell by as much. We try again before the holidays.",
            },
            cancellationToken)).Value;
    }

    private async Task<ProjectAccess> GrantAsync(DemoShop shop, int person, CancellationToken cancellationToken)
        => (await access.AdmitAsync(
            Actor.Person(shop.People[person], DemoPeople.All[person].Name), shop.Project, cancellationToken)).Value;
}
