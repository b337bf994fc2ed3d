using System.Data.Common;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>Whatever statement of a change fails, nothing of the change is left, and the same change then works.</summary>
public abstract class FailureTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : FailureTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnSqlite() : FailureTests(DatabaseProvider.Sqlite, Versioning.V2);

    public sealed class PublishedOnPostgres() : FailureTests(DatabaseProvider.Postgres, Versioning.V2);

    [Theory]
    [InlineData("create and start")]
    [InlineData("first rollout")]
    [InlineData("later rollout")]
    [InlineData("start")]
    [InlineData("complete")]
    [InlineData("delete")]
    public async Task AFailureAtAnyStatement_LeavesEverythingAsItWas(string what)
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        var id = what switch
        {
            "create and start" => 0,
            "first rollout" => await World.CreateExperimentAsync(),
            _ => await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: what == "complete"),
        };
        var failing = new FailingCommands();
        await using var process = World.AnotherProcess(new FailingContexts(Database, failing));
        var before = await FingerprintAsync();

        var statement = 1;
        while (true)
        {
            failing.FailAt(statement);
            try
            {
                await ActAsync(process, what, id);
                break;
            }
            catch (Exception exception) when (Caused(exception))
            {
                (await FingerprintAsync()).ShouldBe(before, $"statement {statement} failed");
            }

            statement++;
        }

        statement.ShouldBeGreaterThan(3, "every write of the change was made to fail once");
        (await FingerprintAsync()).ShouldNotBe(before);
    }

    private static bool Caused(Exception exception)
        => exception is InjectedException || exception.InnerException is { } inner && Caused(inner);

    private async Task ActAsync(IServiceProvider process, string what, int id)
    {
        var (access, environment) = (World.Manager, World.EnvironmentId);
        switch (what)
        {
            case "create and start":
                (await process.GetRequiredService<CreateExperiment>().RunAsync(
                    new(access, environment, World.FeatureId, "Button", "It helps.")
                    {
                        Rollout = World.Rollout(2_000, enabled: false, 5_000),
                        Start = true,
                        Anyway = true,
                    },
                    Cancellation)).Error.ShouldBeNull();
                break;
            case "first rollout" or "later rollout":
                (await process.GetRequiredService<ApplyRollout>().RunAsync(
                    new(access, environment, id, World.Rollout(3_000, enabled: true, 1_000, 1_000)), Cancellation)).Error.ShouldBeNull();
                break;
            case "start":
                (await process.GetRequiredService<StartExperiment>().RunAsync(new(access, environment, id) { Anyway = true }, Cancellation)).Error.ShouldBeNull();
                break;
            case "complete":
                (await process.GetRequiredService<EndExperiment>().RunAsync(new(access, environment, id, Ending.Restore, Conclusion.Won), Cancellation)).Error.ShouldBeNull();
                break;
            default:
                (await process.GetRequiredService<DeleteExperiment>().RunAsync(new(access, environment, id), Cancellation)).Error.ShouldBeNull();
                break;
        }
    }

    private async Task<string> FingerprintAsync()
    {
        await using var db = World.Open();
        return await DatabaseFingerprint.TakeAsync(db, Cancellation);
    }

    private sealed class InjectedException() : Exception("The statement was made to fail.");

    private sealed class FailingContexts(TestDatabase database, FailingCommands commands) : IDbContextFactory<AppDbContext>
    {
        public AppDbContext CreateDbContext() => database.CreateDbContext(commands);
    }

    /// <summary>Fails the nth statement that is not a plain read, the commit included.</summary>
    private sealed class FailingCommands : DbCommandInterceptor
    {
        private int _left;

        public void FailAt(int statement) => _left = statement;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count(command);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count(command);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }

        private void Count(DbCommand command)
        {
            if (!command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) && --_left == 0)
            {
                throw new InjectedException();
            }
        }
    }
}
