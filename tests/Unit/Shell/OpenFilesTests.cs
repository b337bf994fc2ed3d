using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>How many connections the limit of open files leaves room for, and when it leaves too little to start.</summary>
public sealed class OpenFilesTests
{
    private static readonly DatabaseOptions s_sqlite = new(DatabaseProvider.Sqlite, "Data Source=some.db");

    [Theory]
    [InlineData("1024                 524288               files     ", 1024)]
    [InlineData("65536                65536                files     ", 65536)]
    [InlineData("unlimited            unlimited            files     ", null)]
    [InlineData("9223372036854775807  9223372036854775807  files     ", int.MaxValue)]
    public void WhatTheSystemAllows_IsReadFromWhatItSays(string limit, int? allowed)
        => OpenFiles.AllowedBy(["Limit                     Soft Limit           Hard Limit           Units     ", $"Max open files            {limit}"]).ShouldBe(allowed);

    [Fact]
    public void WhereTheSystemSaysNothing_NothingIsKnown() => OpenFiles.AllowedBy([]).ShouldBeNull();

    [Theory]
    [InlineData(616, 32)]
    [InlineData(1_024, 358)]
    [InlineData(65_536, 51_968)]
    [InlineData(int.MaxValue, 1_717_986_456)]
    public void ConnectionsGetWhatIsLeft(int allowed, int connections) => OpenFiles.Connections(allowed, s_sqlite).ShouldBe(connections);

    [Fact]
    public void APoolThatIsLarger_LeavesLess()
    {
        OpenFiles.Connections(1_024, Postgres("Host=db")).ShouldBe(358);
        OpenFiles.Connections(1_024, Postgres("Host=db;Maximum Pool Size=300")).ShouldBe(214);
        Should.Throw<StartFailureException>(() => OpenFiles.Connections(1_024, Postgres("Host=db;Maximum Pool Size=1000"))).Message.ShouldContain("at least 1496");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    [InlineData(615)]
    public void TooFew_AreRefusedWithHowManyItNeeds_AndHowToGetThem(int allowed)
    {
        var sentence = Should.Throw<StartFailureException>(() => OpenFiles.Connections(allowed, s_sqlite)).Message;

        sentence.ShouldStartWith($"This process may have {allowed} files and connections open at once, and needs at least 616: ");
        sentence.ShouldContain("LimitNOFILE");
        sentence.ShouldContain("ulimit -n");
    }

    private static DatabaseOptions Postgres(string connectionString) => new(DatabaseProvider.Postgres, connectionString);
}
