using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ExperimentAdmin.Core.Persistence.Postgres;

/// <summary>Why a database of PostgreSQL cannot be used at the start, and what whoever runs it can do, as one sentence.</summary>
internal static class PostgresRefusal
{
    /// <summary>The setting that the sentences name.</summary>
    internal const string Setting = "ConnectionStrings:Default";

    /// <summary>What PostgreSQL, or the way to it, has to do with a failure; null when it is something else, a defect among it.</summary>
    public static Exception? CauseOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is NpgsqlException or SocketException or TimeoutException)
            {
                return cause;
            }
        }

        return null;
    }

    /// <summary>Puts it in words.</summary>
    /// <param name="cause">As <see cref="CauseOf"/> finds it.</param>
    /// <param name="connectionString">The database.</param>
    public static StartFailureException Explain(Exception cause, string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var (reason, wayOut) = cause.GetBaseException() switch
        {
            PostgresException refused => (refused.MessageText, WayOut(refused, connection)),
            SocketException unreached => (unreached.Message, WayOut(unreached)),
            AuthenticationException distrusted => (
                distrusted.Message, $"name the authority of its certificate as Root Certificate in {Setting}, or choose another SSL Mode there"),
            TimeoutException => ("it does not answer in time", $"start it, or correct Host and Port in {Setting}"),
            var other => (other.Message, WayOut(other)),
        };
        return Refuse(connection, reason, wayOut, cause);
    }

    /// <summary>That the database keeps its text in another way than this program writes it.</summary>
    public static StartFailureException WrongEncoding(string connectionString, string encoding) => Refuse(
        new NpgsqlConnectionStringBuilder(connectionString),
        $"the database is encoded in {encoding}, which not every text can be written in",
        $"create one with ENCODING 'UTF8' TEMPLATE template0, and name it in {Setting}");

    /// <summary>Refuses a database that has tables and none of our changes: ours would stand among them. What extensions made is nobody's.</summary>
    /// <exception cref="StartFailureException">It has.</exception>
    public static async Task RefuseStrangersAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var tables = await db.Database.SqlQueryRaw<string>(
            """
            SELECT made.relname::text AS "Value" FROM pg_class made
            WHERE made.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
              AND made.relkind IN ('r', 'p', 'f') AND NOT starts_with(made.relname::text, '__EFMigrations')
              AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = made.oid AND deptype = 'e')
            ORDER BY made.relname LIMIT 1
            """).ToListAsync(cancellationToken);
        if (tables is [var table])
        {
            throw new StartFailureException(
                $"The database belongs to another program (it has the table {table}, and none of our changes): name one of its own in {Setting}.");
        }
    }

    private static StartFailureException Refuse(NpgsqlConnectionStringBuilder connection, string reason, string wayOut, Exception? cause = null)
        => new($"PostgreSQL at {connection.Host}:{connection.Port} cannot be used ({reason.ReplaceLineEndings(" ").TrimEnd('.')}): {wayOut}.", cause);

    private static string WayOut(PostgresException refused, NpgsqlConnectionStringBuilder connection) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidCatalogName
            => $"create that database, with ENCODING 'UTF8', or correct Database in {Setting}",
        PostgresErrorCodes.InvalidPassword => $"correct Username and Password in {Setting}",
        PostgresErrorCodes.InvalidAuthorizationSpecification => Mentions(refused, "pg_hba.conf")
            ? $"let this user into this database from here in the pg_hba.conf of the server, with TLS if {Setting} has another SSL Mode than Disable"
            : $"create that user, let it log in, or correct Username in {Setting}",
        PostgresErrorCodes.InsufficientPrivilege when refused.MessageText.Contains("create database", StringComparison.Ordinal)
            => $"the database {connection.Database} does not exist, and \"{connection.Username}\" may not create it, so create it, with ENCODING 'UTF8', or correct Database in {Setting}",
        PostgresErrorCodes.InsufficientPrivilege => Mentions(refused, "pg_trgm")
            ? "have an administrator of the server run CREATE EXTENSION pg_trgm in this database"
            : Mentions(refused, "public")
                ? $"have the owner of the database run GRANT USAGE, CREATE ON SCHEMA public TO \"{connection.Username}\""
                : $"have its owner allow that to \"{connection.Username}\", or name the user that owns the tables in {Setting}",
        PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.FeatureNotSupported when Mentions(refused, "pg_trgm")
            => "install the package of the server that has the extension pg_trgm, often called postgresql-contrib",
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ConfigurationLimitExceeded
            => "end other connections, or raise max_connections of the server or the limit of the user or database",
        PostgresErrorCodes.CannotConnectNow => "wait until it has started, and start again",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => "start the server, and start again",
        PostgresErrorCodes.ObjectNotInPrerequisiteState => "let the database take connections, and start again",
        PostgresErrorCodes.ReadOnlySqlTransaction
            => $"name the server that may be written in {Setting} if this one is a standby, or let this user and database write",
        PostgresErrorCodes.DiskFull => "make room on the disk of the server, and start again",
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable
            => "end what else works on the database, or raise statement_timeout and lock_timeout of the user, and start again",
        PostgresErrorCodes.InvalidSchemaName => "create the schema that search_path names, or remove Search Path",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.UndefinedFunction
            or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateColumn or PostgresErrorCodes.DuplicateObject
            or PostgresErrorCodes.WrongObjectType or PostgresErrorCodes.DatatypeMismatch
            => $"tables are missing in this database or are of another program, so restore a backup, or name a database of its own in {Setting}",
        _ => $"start it, or correct {Setting}",
    };

    private static string WayOut(SocketException unreached) => unreached.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            => $"correct Host in {Setting}, or have the name be found",
        _ => $"start it, or correct Host and Port in {Setting}",
    };

    // What the driver says by itself. Its words are in English everywhere.
    private static string WayOut(Exception other)
        => other.Message.Contains("password", StringComparison.OrdinalIgnoreCase) ? $"set Password in {Setting}"
            : other.Message.Contains("SSL", StringComparison.Ordinal) ? $"let the server use TLS, or choose another SSL Mode in {Setting}"
            : $"start it, or correct {Setting}";

    // Names stand in the messages of every language.
    private static bool Mentions(PostgresException refused, string name) => refused.MessageText.Contains(name, StringComparison.Ordinal);
}
