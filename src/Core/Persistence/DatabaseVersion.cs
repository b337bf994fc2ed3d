using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Core.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>What commands ask of a database that they use as it is, and how what is wrong with one is said.</summary>
public static class DatabaseVersion
{
    /// <summary>Refuses a SQLite file that is not there: opening it would make one.</summary>
    /// <exception cref="StartFailureException">There is none.</exception>
    public static void RequireFile(DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Provider is DatabaseProvider.Sqlite && !File.Exists(options.File))
        {
            throw new StartFailureException(
                $"There is no database {options.File}: give the settings of the server, or name its file in ConnectionStrings:Default.");
        }
    }

    /// <summary>Refuses a database that is not as this version of the program has it.</summary>
    /// <exception cref="StartFailureException">It is another one's.</exception>
    public static async Task RequireOwnAsync(AppDbContext db, DatabaseOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var history = await DatabaseHistory.ReadAsync(db, cancellationToken);
        history.RefuseOthers(options);
        if (history.State is not DatabaseState.Current)
        {
            throw new StartFailureException(history.State is DatabaseState.Empty
                ? $"The database {options.Location} is empty: give the settings of the server, or start it once."
                : $"The database {options.Location} is of an older version of ExperimentAdmin: start the server of this version on it once, which brings it up to date, or use the older one.");
        }
    }

    /// <summary>Does something with a database whose faults the operator can mend.</summary>
    /// <param name="options">The database.</param>
    /// <param name="setting">What names it.</param>
    /// <param name="useAsync">What is done.</param>
    /// <exception cref="StartFailureException">It cannot be used.</exception>
    public static async Task ExplainAsync(DatabaseOptions options, string setting, Func<Task> useAsync)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(useAsync);
        try
        {
            await useAsync();
        }
        catch (StartFailureException refusal) when (setting != PostgresRefusal.Setting)
        {
            throw Naming(setting, refusal);
        }
        catch (SqliteException problem) when (options.Provider is DatabaseProvider.Sqlite)
        {
            throw Naming(setting, SqliteFile.Explain(problem, options.File));
        }
        catch (Exception problem) when (problem is not StartFailureException && options.Provider is DatabaseProvider.Postgres && PostgresRefusal.CauseOf(problem) is { } cause)
        {
            throw Naming(setting, PostgresRefusal.Explain(cause, options.ConnectionString));
        }
    }

    internal static StartFailureException Naming(string setting, StartFailureException refusal)
        => new(refusal.Message.Replace(PostgresRefusal.Setting, setting, StringComparison.Ordinal), refusal.InnerException);
}
