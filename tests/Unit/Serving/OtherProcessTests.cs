using System.Collections.Concurrent;
using System.Data.Common;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>What one process serves and shows of what another one changes. Its clock stands still, so that it is told and does not look.</summary>
public abstract class OtherProcessTests(DatabaseProvider provider) : WorldTests(provider)
{
    private static readonly Dictionary<string, ContextValue> s_noTraits = new(StringComparer.Ordinal);

    public sealed class OnSqlite() : OtherProcessTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : OtherProcessTests(DatabaseProvider.Postgres)
    {
        [Fact(Timeout = 120_000)]
        public async Task AChange_IsServedAndToldByTheOthersAtOnce()
        {
            await using var other = World.AnotherProcess(Database);
            await using var running = await RunAsync(other);
            var told = new ConcurrentQueue<ChangeFeed.Committed>();
            using var listening = other.GetRequiredService<ChangeFeed>().Subscribe(told.Enqueue);

            var id = await World.CreateExperimentAsync(World.Rollout(10_000, enabled: true, 10_000), start: true);

            await WaitAsync(() => Value(other) == "big" && told.Count == 2, TestContext.Current.CancellationToken);
            told.ShouldAllBe(change => change.Key == AuditKey.Experiment(id) && change.Turn == null);
        }

        [Fact(Timeout = 120_000)]
        public async Task KeysAndEnvironments_OpenAndEndInTheOthersAtOnce()
        {
            await using var other = World.AnotherProcess(Database);
            await using var running = await RunAsync(other);
            var (served, administrator) = (other.GetRequiredService<ServedEnvironments>(), await World.AccessAsync(Role.Administrator));

            var added = (await World.Get<CreateEnvironment>().RunAsync(
                new(administrator, new NewEnvironment("Staging", Versioning, IsProduction: false)), Cancellation)).Value;
            await WaitAsync(() => served.Find(added.Id) is not null, TestContext.Current.CancellationToken);

            var key = (await World.Get<CreateEnvironmentKey>().RunAsync(
                new(administrator, added.Id, EnvironmentKeyKind.Server, "App"), Cancellation)).Value;
            await WaitAsync(() => served.Find(key.Token) is not null, TestContext.Current.CancellationToken);
            (await World.Get<RevokeEnvironmentKey>().RunAsync(
                new(administrator, added.Id, key.Id, EvenTheLast: true), Cancellation)).Error.ShouldBeNull();
            await WaitAsync(() => served.Find(key.Token) is null, TestContext.Current.CancellationToken);

            (await World.Get<DeleteEnvironment>().RunAsync(new(administrator, added.Id, "Staging"), Cancellation)).Error.ShouldBeNull();
            await WaitAsync(() => served.Find(added.Id) is null, TestContext.Current.CancellationToken);
        }

        [Fact(Timeout = 120_000)]
        public async Task WhatWasCommittedWhileAProcessDidNotListen_IsFoundWhenItListensAgain()
        {
            await using var other = World.AnotherProcess(Database);
            await using var running = await RunAsync(other);
            var notices = other.GetRequiredService<CommitNotices>();
            await using var db = World.Open();

            _ = await db.Database.ExecuteSqlAsync(
                $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'", Cancellation);
            await WaitAsync(() => !notices.IsListening, TestContext.Current.CancellationToken);
            await World.WriteFlagAsync(flag => flag.Default.Value = "meanwhile");
            await WaitAsync(
                () =>
                {
                    World.Clock.Advance(TimeSpan.FromMilliseconds(100));
                    return notices.IsListening && Value(other) == "meanwhile";
                },
                TestContext.Current.CancellationToken);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task EnvironmentsThatLoadSlowly_HoldUpNoOther()
    {
        var administrator = await World.AccessAsync(Role.Administrator);
        var held = new HeldLoads();
        await using var other = World.AnotherProcess(new MadeContexts(() => Database.CreateDbContext(held)));
        for (var number = 1; number <= 6; number++)
        {
            held.Environments.Add((await World.Get<CreateEnvironment>().RunAsync(
                new(administrator, new NewEnvironment($"Slow {number}", Versioning, IsProduction: false)), Cancellation)).Value.Id);
        }

        var (keeper, served) = (other.GetRequiredService<EnvironmentKeeper>(), other.GetRequiredService<ServedEnvironments>());
        await keeper.StartAsync(Cancellation);
        held.Holds = true;
        (await World.Get<CreateFeature>().RunAsync(
            new(administrator, "everywhere", FlagValueType.String) { InitialValue = "a" }, Cancellation)).Error.ShouldBeNull();
        await LookAsync(() => held.Held >= 6, TestContext.Current.CancellationToken);

        await World.WriteFlagAsync(flag => flag.Default.Value = "meanwhile");
        await LookAsync(() => Value(other) == "meanwhile", TestContext.Current.CancellationToken);
        held.Environments.ShouldAllBe(id => served.Find(id)!.Flags.Count == 1);

        held.LetGo();
        await LookAsync(() => held.Environments.All(id => served.Find(id)!.Flags.Count == 2), TestContext.Current.CancellationToken);
        await keeper.StopAsync(Cancellation);
    }

    private string? Value(ServiceProvider process)
    {
        var now = process.GetRequiredService<ServedEnvironments>().Find(World.EnvironmentId)!;
        return now.Snapshot.Evaluate(
            now.Snapshot.IndexOf("checkout_button"), now.Snapshot.ContextOf(new EvaluationIdentity("somebody", s_noTraits))).Value.ToText();
    }

    private static async Task<Running> RunAsync(ServiceProvider process)
    {
        var running = new Running(
            process.GetRequiredService<CommitNotices>(), process.GetRequiredService<ChangesElsewhere>(), process.GetRequiredService<EnvironmentKeeper>());
        await running.StartAsync();
        await WaitAsync(() => process.GetRequiredService<CommitNotices>().IsListening, TestContext.Current.CancellationToken);
        return running;
    }

    private static async Task WaitAsync(Func<bool> isSo, CancellationToken cancellation)
    {
        while (!isSo())
        {
            await Task.Delay(1, cancellation);
        }
    }

    // Time goes by while it waits.
    private Task LookAsync(Func<bool> isSo, CancellationToken cancellation) => WaitAsync(
        () =>
        {
            World.Clock.Advance(TimeSpan.FromMilliseconds(50));
            return isSo();
        },
        cancellation);

    private sealed class Running(CommitNotices notices, ChangesElsewhere elsewhere, EnvironmentKeeper keeper) : IAsyncDisposable
    {
        public async Task StartAsync()
        {
            await notices.StartAsync(Cancellation);
            await elsewhere.StartAsync(Cancellation);
            await keeper.StartAsync(Cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            await keeper.StopAsync(CancellationToken.None);
            await elsewhere.StopAsync(CancellationToken.None);
            await notices.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Holds the loads of some environments.</summary>
    private sealed class HeldLoads : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _held;

        public List<int> Environments { get; } = [];

        public bool Holds { get; set; }

        public int Held => Volatile.Read(ref _held);

        public void LetGo() => _letGo.SetResult();

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (Holds && command.CommandText.Contains("identity_overrides", StringComparison.Ordinal)
                && command.Parameters.Cast<DbParameter>().Any(parameter =>
                    parameter.ParameterName.Contains("environmentId", StringComparison.Ordinal) && parameter.Value is int id && Environments.Contains(id)))
            {
                Interlocked.Increment(ref _held);
                await _letGo.Task.WaitAsync(cancellationToken);
            }

            return result;
        }
    }
}
