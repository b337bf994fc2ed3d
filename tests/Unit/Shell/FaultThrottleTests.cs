using System.Collections.Concurrent;
using ExperimentAdmin.App.Shell.Logs;
using ExperimentAdmin.Core.Persistence;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>What reaches the log of what is told to it: a line a request at most, and the same fault once a minute.</summary>
public sealed partial class FaultThrottleTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 11, 12, 0, 0, TimeSpan.Zero));
    private readonly Written _written = new();
    private readonly FaultThrottle _logs;
    private readonly LoggerFactory _factory;

    public FaultThrottleTests()
    {
        _logs = new FaultThrottle(_written, _clock);
        _factory = new LoggerFactory([_logs]);
    }

    public void Dispose()
    {
        _factory.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public void TheSameFault_IsToldAtOnce_ThenOnceAMinute_WithHowManyWereLeftOut()
    {
        var logger = _factory.CreateLogger("Any");
        for (var request = 0; request < 1_000; request++)
        {
            LogFailed(logger, $"/{request}", new InvalidOperationException($"{request}"));
        }

        _written.Lines.ShouldBe(["Any: A request to /0 failed."]);

        _clock.Advance(TimeSpan.FromSeconds(59));
        LogFailed(logger, "/late", new InvalidOperationException());
        _written.Lines.Count.ShouldBe(1);

        _clock.Advance(TimeSpan.FromSeconds(1)); // Nobody has to come for the count to be told.
        _written.Lines[1..].ShouldBe(["Any: A request to /0 failed. InvalidOperationException: 0 (1000 more like it were left out since 2026-06-11T12:00:00Z.)"]);

        LogFailed(logger, "/more", new InvalidOperationException());
        _written.Lines.Count.ShouldBe(2, "That was told just now.");
    }

    [Fact]
    public void AFaultThatComesAgainAfterAMinute_SaysHowManyWereLeftOut_AndOneThatDoesNotIsForgotten()
    {
        var faults = new RepeatedFaults(_clock);
        var kind = Kind("a");
        faults.Heed(kind, () => "a", "trace").ShouldBe(new(string.Empty, IsKnown: false));
        faults.Heed(kind, () => "a", "trace").ShouldBeNull();
        _clock.Advance(RepeatedFaults.Pause);

        faults.Heed(kind, () => "a", "trace").ShouldBe(new(" (1 more like it was left out since 2026-06-11T12:00:00Z.)", IsKnown: true));

        _clock.Advance(RepeatedFaults.Pause);
        faults.LeftOut(all: false).ShouldBeEmpty();
        faults.Heed(kind, () => "a", "another trace").ShouldBe(new(string.Empty, IsKnown: false), "That is to be seen.");
        _clock.Advance(5 * RepeatedFaults.Pause);
        faults.LeftOut(all: false).ShouldBeEmpty();
        faults.Heed(kind, () => "a", "another trace").ShouldBe(new(string.Empty, IsKnown: false));
    }

    [Fact]
    public void WhatGoesOn_IsToldWithWhereItComesFromOnce()
    {
        var logger = _factory.CreateLogger("Any");
        for (var minute = 0; minute < 10; minute++)
        {
            try
            {
                throw new InvalidOperationException($"minute {minute}");
            }
            catch (InvalidOperationException fault)
            {
                LogOther(logger, fault);
            }

            _clock.Advance(RepeatedFaults.Pause);
        }

        _written.Traces.ShouldBe(1);
        _written.Lines.Count.ShouldBe(10);
        _written.Lines[^1].ShouldBe("Any: Something else failed. InvalidOperationException: minute 9");
    }

    [Fact]
    public void Kinds_AreToldApartByWhoTellsThem_BySentenceAndByException()
    {
        LogFailed(_factory.CreateLogger("Any"), "/", new InvalidOperationException());
        LogFailed(_factory.CreateLogger("Any"), "/", new TimeoutException());
        LogFailed(_factory.CreateLogger("Other"), "/", new InvalidOperationException());
        LogOther(_factory.CreateLogger("Any"), new InvalidOperationException());

        _written.Lines.Count.ShouldBe(4);
    }

    [Fact]
    public void ThatSegmentsAreNotServed_IsToldOfEach()
    {
        var logger = _factory.CreateLogger("ExperimentAdmin.Core.Serving.Loading.SegmentLoader");
        LogSegment(logger, 1);
        LogSegment(logger, 2);
        LogSegment(logger, 1);
        _written.Lines.Count.ShouldBe(2);

        for (var segment = 3; segment < 1_000; segment++)
        {
            LogSegment(logger, segment);
        }

        _written.Lines.Count.ShouldBe(RepeatedFaults.MostAlike + 1);
    }

    [Fact]
    public void MoreKindsThanAreKept_AreOneKind()
    {
        var faults = new RepeatedFaults(_clock);
        var told = Enumerable.Range(0, RepeatedFaults.MostKinds * 4).Count(number => faults.Heed(Kind($"{number}"), () => "b") is not null);

        told.ShouldBe(RepeatedFaults.MostKinds + 1);
    }

    [Fact]
    public void WhatARequestMeets_IsOneLine_HoweverManyTellIt()
    {
        var fault = new InvalidOperationException("inner");
        using (_factory.CreateLogger("Host").BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["RequestId"] = "1", ["RequestPath"] = "/a" }))
        {
            LogFailed(_factory.CreateLogger("Own"), "/a", fault);
            LogOther(_factory.CreateLogger("Handler"), new InvalidOperationException("outer", fault));
            LogOther(_factory.CreateLogger("Kestrel"), fault);
            LogSegment(_factory.CreateLogger("More"), 3);
        }

        _written.Lines.ShouldBe(["Own: A request to /a failed."]);

        // What was told again is no fault of its own; what was another one is at least counted.
        _clock.Advance(RepeatedFaults.Pause);
        _written.Lines[1..].ShouldBe(["More: Nobody is in segment 3. (1 more like it was left out since 2026-06-11T12:00:00Z.)"]);
    }

    [Fact]
    public void AnOpenPage_IsNoSingleRequest()
    {
        using var scope = _factory.CreateLogger("Host").BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["RequestPath"] = "/base/_blazor" });
        LogFailed(_factory.CreateLogger("Own"), "/a", new InvalidOperationException());
        LogOther(_factory.CreateLogger("Own"), new InvalidOperationException());

        _written.Lines.Count.ShouldBe(2);
    }

    [Fact]
    public void WhatIsNoFault_Passes_AndWhatWasLeftOutIsToldAtTheEnd()
    {
        var logger = _factory.CreateLogger("Any");
        LogNote(logger);
        LogNote(logger);
        LogOther(logger, new InvalidOperationException());
        LogOther(logger, new InvalidOperationException());
        _written.Lines.Count.ShouldBe(3);

        _logs.Dispose();

        _written.Lines.Count.ShouldBe(4);
    }

    [Fact]
    public void WhatFollowsFromANewerVersion_IsNotTold()
    {
        var superseded = new DatabaseFaultException(DatabaseFault.Superseded);
        foreach (var fault in (Exception[])[superseded, new InvalidOperationException("around", superseded), new AggregateException(superseded)])
        {
            LogOther(_factory.CreateLogger("Any"), fault);
        }

        _written.Lines.ShouldBeEmpty();
        LogOther(_factory.CreateLogger("Any"), new DatabaseFaultException(DatabaseFault.Gone));
        _written.Lines.ShouldHaveSingleItem();
    }

    private static FaultKind Kind(string sentence) => new("Any", LogLevel.Error, default, sentence, Exception: null);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to {Path} failed.")]
    private static partial void LogFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Something else failed.")]
    private static partial void LogOther(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody is in segment {Segment}.")]
    private static partial void LogSegment(ILogger logger, int segment);

    [LoggerMessage(Level = LogLevel.Information, Message = "A note.")]
    private static partial void LogNote(ILogger logger);

    private sealed class Written : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public List<string> Lines => [.. _lines];

        public int Traces { get; private set; }

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(Written written, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
                => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                written._lines.Enqueue($"{category}: {formatter(state, exception)}");
                written.Traces += exception is null ? 0 : 1;
            }
        }
    }
}
