using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Changes;

/// <summary>Answers that are kept for whoever sends a request again, and what becomes of the old ones.</summary>
public abstract class IdempotentRequestTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : IdempotentRequestTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : IdempotentRequestTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task SomebodysChange_LeavesTheOldAnswersOfOthersToTheSweep()
    {
        await AddAsync(3, World.Clock.Now() - IdempotentRequest.KeptFor);

        (await AskAsync("mine", "first")).ShouldBe("first");

        (await CountAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task AnAnswerThatExpired_CountsForNothing_AndIsReplaced_SweptOrNot()
    {
        (await AskAsync("mine", "first")).ShouldBe("first");
        World.Clock.AdjustTime(World.Clock.Now() + IdempotentRequest.KeptFor - TimeSpan.FromMilliseconds(1));
        (await AskAsync("mine", "second")).ShouldBe("first");
        World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromMilliseconds(1));

        (await AskAsync("mine", "third")).ShouldBe("third");
        (await AskAsync("mine", "fourth")).ShouldBe("third");

        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task TheSweep_DeletesWhatExpired_SomeAtATime_AndNothingElse()
    {
        var now = World.Clock.Now();
        await AddAsync((2 * IdempotencySweep.RowsATransaction) + 1, now - IdempotentRequest.KeptFor);
        await AddAsync(2, now - IdempotentRequest.KeptFor + TimeSpan.FromMilliseconds(1));
        var counted = new CountedCommands();
        var sweep = new IdempotencySweep(new MadeContexts(() => Database.CreateDbContext(counted)), World.Get<WriteGate>(), World.Clock);

        await sweep.WriteAsync(Cancellation);
        await sweep.WriteAsync(Cancellation);

        (await CountAsync()).ShouldBe(2);
        counted.Commands.Count(command => command.Contains("DELETE", StringComparison.Ordinal)).ShouldBe(3, "One that finds nothing waits for no turn.");
    }

    // As a use case does it that keeps its answer.
    private async Task<string?> AskAsync(string key, string answer)
    {
        var once = new IdempotentRequest("POST /api", key, new string('0', 64));
        (await World.Get<UnitOfWork>().ForSelfAsync<int>(
            World.Manager.Actor,
            async change =>
            {
                if (await once.LookAsync(change) is { } refusal)
                {
                    return refusal;
                }

                if (!once.IsRepeat)
                {
                    await once.KeepAsync(change, answer, revision: 1);
                }

                return 1;
            },
            Cancellation)).Error.ShouldBeNull();
        return once.Answer;
    }

    private async Task AddAsync(int count, DateTimeOffset at)
    {
        await using var db = World.Open();
        db.AddRange(Enumerable.Range(0, count).Select(number => new IdempotencyRecord
        {
            ActorKind = ActorKind.Key,
            ActorId = number,
            Route = "POST /api",
            Key = $"{at.Ticks}",
            BodyHash = new string('0', 64),
            Answer = "{}",
            Revision = 1,
            At = at,
        }));
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<int> CountAsync()
    {
        await using var db = World.Open();
        return await db.Set<IdempotencyRecord>().CountAsync(Cancellation);
    }
}
