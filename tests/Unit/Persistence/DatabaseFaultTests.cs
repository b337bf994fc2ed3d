using System.Net.Sockets;
using ExperimentAdmin.Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>Which exceptions say that the database is away, and which are a defect or somebody else's business.</summary>
public sealed class DatabaseFaultTests
{
    [Theory]
    [InlineData(5, "database_locked")]
    [InlineData(6, "database_locked")]
    [InlineData(261, "database_locked")] // SQLITE_BUSY_RECOVERY
    [InlineData(517, "database_locked")] // SQLITE_BUSY_SNAPSHOT
    [InlineData(13, "database_full")]
    [InlineData(8, "database_read_only")]
    [InlineData(264, "database_read_only")] // SQLITE_READONLY_RECOVERY
    [InlineData(1032, "database_gone")] // SQLITE_READONLY_DBMOVED
    [InlineData(10, "database_unavailable")]
    [InlineData(1034, "database_unavailable")] // SQLITE_IOERR_FSYNC
    [InlineData(14, "database_unavailable")]
    [InlineData(11, "database_damaged")]
    [InlineData(26, "database_damaged")]
    [InlineData(1, null)]
    [InlineData(19, null)]
    [InlineData(2067, null)]
    public void OfSqlite_TheCodeSaysIt(int extended, string? code)
        => (DatabaseFault.Of(new SqliteException("made", extended & 0xff, extended))?.Code).ShouldBe(code);

    [Theory]
    [InlineData("SQLite Error 1: 'no such table: projects'.", "database_damaged")]
    [InlineData("SQLite Error 1: 'no such column: nme'.", null)]
    public void OfSqlite_TablesThatAreMissing_AreToldFromDefects(string message, string? code)
        => (DatabaseFault.Of(new SqliteException(message, 1, 1))?.Code).ShouldBe(code);

    [Theory]
    [InlineData("57P01", "database_unavailable")]
    [InlineData("57P02", "database_unavailable")]
    [InlineData("57P03", "database_unavailable")]
    [InlineData("57P04", "database_gone")]
    [InlineData("3D000", "database_gone")]
    [InlineData("08006", "database_unavailable")]
    [InlineData("53300", "database_busy")]
    [InlineData("53100", "database_full")]
    [InlineData("53200", "database_unavailable")]
    [InlineData("25006", "database_read_only")]
    [InlineData("42501", "database_read_only")]
    [InlineData("28P01", "database_unavailable")]
    [InlineData("58030", "database_unavailable")]
    [InlineData("55P03", "database_locked")]
    [InlineData("55000", "database_unavailable")]
    [InlineData("57014", "database_unavailable")]
    [InlineData("XX001", "database_damaged")]
    [InlineData("23505", null)]
    [InlineData("42P01", "database_damaged")]
    [InlineData("3F000", "database_damaged")]
    [InlineData("42703", null)]
    [InlineData("40P01", null)]
    public void OfPostgres_TheStateSaysIt(string state, string? code)
        => (DatabaseFault.Of(new PostgresException("made", "ERROR", "ERROR", state))?.Code).ShouldBe(code);

    [Fact]
    public void WhatIsPutAroundIt_HidesNothing()
    {
        var refused = new NpgsqlException("made", new SocketException((int)SocketError.ConnectionRefused));
        foreach (var exception in (Exception[])
        [
            refused,
            new InvalidOperationException("transient", refused),
            new InvalidOperationException("transient", new DbUpdateException("made", refused)),
            new AggregateException(refused),
            new TimeoutException(),
            new SocketException((int)SocketError.HostNotFound),
            new NpgsqlException("made", new TimeoutException()),
        ])
        {
            DatabaseFault.Of(exception).ShouldNotBeNull(exception.ToString()).Code.ShouldBe("database_unavailable");
        }
    }

    [Fact]
    public void ADefect_IsNoFaultOfTheDatabase()
    {
        foreach (var exception in (Exception[])
        [
            new InvalidOperationException("made"),
            new DbUpdateException("made", new SqliteException("made", 19, 2067)),
            new IOException("The client is gone.", new SocketException((int)SocketError.ConnectionReset)),
            new OperationCanceledException(),
        ])
        {
            DatabaseFault.Of(exception).ShouldBeNull(exception.ToString());
        }
    }

    [Fact]
    public void OnlyWhatTheDatabaseItselfRefused_LeavesNoDoubtAboutACommit()
    {
        DatabaseFault.LeavesInDoubt(new SqliteException("full", 13, 13)).ShouldBeFalse();
        DatabaseFault.LeavesInDoubt(new SqliteException("busy", 5, 5)).ShouldBeFalse();
        DatabaseFault.LeavesInDoubt(new PostgresException("late check", "ERROR", "ERROR", "23503")).ShouldBeFalse();
        DatabaseFault.LeavesInDoubt(new SqliteException("fsync", 10, 1034)).ShouldBeTrue();
        DatabaseFault.LeavesInDoubt(new PostgresException("crash", "FATAL", "FATAL", "57P02")).ShouldBeTrue();
        DatabaseFault.LeavesInDoubt(new NpgsqlException("broken", new IOException())).ShouldBeTrue();
        DatabaseFault.LeavesInDoubt(new TimeoutException()).ShouldBeTrue();
    }
}
