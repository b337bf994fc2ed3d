using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Tests.Shared;

/// <summary>
/// One contract, every database. A test class derives from this and nests one sealed class per database;
/// without a PostgreSQL server at hand (<c>TEST_POSTGRES</c>) those are skipped, never silently passed.
/// </summary>
public abstract class DatabaseTests(DatabaseProvider provider) : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected TestDatabase Database { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        var missing = provider is DatabaseProvider.Postgres && TestDatabase.PostgresServer is null;
        Assert.SkipWhen(missing, "TEST_POSTGRES is not set.");
        if (provider is DatabaseProvider.Postgres)
        {
            GetType().Name.ShouldEndWith("OnPostgres", Case.Sensitive, "By that test.sh finds what it runs again under another locale.");
        }

        Database = await TestDatabase.CreateAsync(provider);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Database is not null)
        {
            await Database.DisposeAsync();
        }
    }
}
