using System.Globalization;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Npgsql;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// How many files and connections the operating system lets the process have open at once. Where none can be opened any more the runtime
/// ends the process, so connections are bounded by what is left beside everything else, and a start that leaves too little is refused.
/// </summary>
internal static class OpenFiles
{
    /// <summary>Fewer than these are said in the log at the start: what the service manager gives is usually far more.</summary>
    public const int Few = 4_096;

    // The program's own files, twice each, and what the runtime opens: 380 after some use.
    private const int Own = 448;

    // The pool of PostgreSQL as it is by default, and what listens and migrates beside it; or a file and its log for each thread that reads SQLite.
    private const int Database = 128;
    private const int BesideThePool = 8;

    // A fifth of what is left is for files that are being sent, a collector, and connections that are refused.
    private const int Shares = 5;
    private const int SharesOfConnections = 4;

    private const int FewestConnections = 32;

    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>How many the process may have open at once; null for any number, and where it is not known.</summary>
    public static int? Allowed() => File.Exists(Limits) ? AllowedBy(File.ReadLines(Limits)) : null;

    /// <inheritdoc cref="Allowed"/>
    /// <param name="limits">What Linux says of a process, line by line. The runtime has raised the soft limit to the hard one.</param>
    public static int? AllowedBy(IEnumerable<string> limits)
        => limits.FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is { } line
            && long.TryParse(line[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var soft)
                ? (int)Math.Min(soft, int.MaxValue)
                : null;

    /// <summary>Refuses before anything is opened that there will be too few of, whatever the database is.</summary>
    /// <exception cref="StartFailureException">The process may open too few.</exception>
    public static void Suffice()
    {
        if (Allowed() is { } allowed)
        {
            _ = Connections(allowed, Database);
        }
    }

    /// <summary>How many connections there may be at once.</summary>
    /// <param name="allowed">How many files and connections the process may have open at once.</param>
    /// <param name="database">Takes some of them.</param>
    /// <exception cref="StartFailureException">They are too few.</exception>
    public static int Connections(int allowed, DatabaseOptions database)
        => Connections(allowed, database.Provider switch
        {
            DatabaseProvider.Sqlite => Database,
            DatabaseProvider.Postgres => Math.Max(Database, new NpgsqlConnectionStringBuilder(database.ConnectionString).MaxPoolSize + BesideThePool),
        });

    /// <summary>Bounds the connections of the process, where its files are bounded.</summary>
    /// <exception cref="StartFailureException">They are too few.</exception>
    public static void LimitConnections(this WebApplicationBuilder builder, DatabaseOptions database)
    {
        if (Allowed() is not { } allowed)
        {
            return;
        }

        var most = Connections(allowed, database);
        builder.Services.AddSingleton<IConnectionListenerFactory>(services => new ConnectionLimit(
            ActivatorUtilities.CreateInstance<SocketTransportFactory>(services), most, allowed,
            services.GetRequiredService<LogThrottle>(), services.GetRequiredService<ILogger<ConnectionLimit>>()));
    }

    private static int Connections(int allowed, int database)
    {
        var connections = (int)((allowed - Own - (long)database) * SharesOfConnections / Shares);
        return connections >= FewestConnections
            ? connections
            : throw new StartFailureException(
                $"This process may have {allowed} files and connections open at once, and needs at least {Own + database + (FewestConnections * Shares / SharesOfConnections)}: "
                + "raise the limit with LimitNOFILE=65536 in its systemd unit, --ulimit nofile=65536 for a container, or ulimit -n 65536 before it is started.");
    }
}
