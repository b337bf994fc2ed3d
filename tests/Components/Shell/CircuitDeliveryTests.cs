using System.Reflection;
using System.Security.Claims;
using ExperimentAdmin.App.Shell.Server;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Components.Shell;

/// <summary>What of an open page arrives, over connections that are lost.</summary>
public sealed class CircuitDeliveryTests
{
    private const string Event = "BeginInvokeDotNetFromJS";

    private readonly FakeTimeProvider _clock = new();
    private readonly CircuitDelivery _delivery;
    private readonly List<string> _done = [];
    private bool _knowsThePage = true;

    public CircuitDeliveryTests()
        => _delivery = new CircuitDelivery(_clock, Options.Create(new CircuitOptions()), NullLogger<CircuitDelivery>.Instance);

    [Fact]
    public async Task WhatAPageSays_IsConfirmed_OneByOne()
    {
        var page = await OpenAsync("first");

        await SayAsync(page, Event);
        await SayAsync(page, "EndInvokeJSFromDotNet");

        page.Told.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task HowFarItIsWithShowingThings_IsNotCounted()
    {
        var page = await OpenAsync("first");

        await SayAsync(page, "OnRenderCompleted");

        page.Told.ShouldBeEmpty();
        _done.ShouldBe(["OnRenderCompleted"]);
    }

    [Fact]
    public async Task OnItsNextConnection_APageIsToldHowFarTheLastOneCame()
    {
        var page = await OpenAsync("first");
        await SayAsync(page, Event);
        await SayAsync(page, Event);

        var next = new Connection("second");
        (await ConnectAsync(next)).ShouldBe(true);
        await SayAsync(next, Event);

        next.Told.ShouldBe([2, 3]);
    }

    [Fact]
    public async Task WhatALostConnectionHeldBack_IsNotCarriedOut_OnceThereIsAnotherOne()
    {
        var lost = await OpenAsync("first");
        await ConnectAsync(new Connection("second"));

        await SayAsync(lost, Event);
        await SayAsync(lost, "OnRenderCompleted");

        _done.ShouldBeEmpty();
    }

    [Fact]
    public async Task APageThatIsGone_IsToldNothing()
    {
        await OpenAsync("first");
        _knowsThePage = false;
        var next = new Connection("second");

        (await ConnectAsync(next)).ShouldBe(false);

        next.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task APageThatLeft_IsForgotten_WhenTheFrameworkForgetsIt_AndOneThatCameBackIsNot()
    {
        var page = await OpenAsync("first");
        await LeaveAsync(page);
        _clock.Advance(TimeSpan.FromMinutes(3));
        var back = new Connection("second");
        (await ConnectAsync(back)).ShouldBe(true);

        await LeaveAsync(page); // The server hears late that its first connection is over.
        _clock.Advance(TimeSpan.FromMinutes(10));
        await LeaveAsync(new Connection("somebody else's"));
        (await ConnectAsync(new Connection("third"))).ShouldBe(true);

        await LeaveAsync(new Connection("third", page.Items));
        _clock.Advance(TimeSpan.FromMinutes(5));
        await LeaveAsync(new Connection("somebody else's"));
        (await ConnectAsync(new Connection("fourth"))).ShouldBe(false);
    }

    [Fact]
    public void WhatIsCounted_IsCalledAsTheFrameworkCallsIt()
    {
        var hub = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;

        CircuitDelivery.Counted.Concat(["StartCircuit", "ConnectCircuit"])
            .ShouldAllBe(name => hub.GetMethod(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) != null);
    }

    private async Task<Connection> OpenAsync(string id)
    {
        var connection = new Connection(id);
        await _delivery.InvokeMethodAsync(connection.Call("StartCircuit"), _ => ValueTask.FromResult<object?>("secret"));
        return connection;
    }

    private ValueTask<object?> ConnectAsync(Connection connection)
        => _delivery.InvokeMethodAsync(connection.Call("ConnectCircuit", "secret"), _ => ValueTask.FromResult<object?>(_knowsThePage));

    private async Task SayAsync(Connection connection, string what) => await _delivery.InvokeMethodAsync(connection.Call(what), _ =>
    {
        _done.Add(what);
        return ValueTask.FromResult<object?>(null);
    });

    private Task LeaveAsync(Connection connection) => _delivery.OnDisconnectedAsync(connection.Life(), null, (_, _) => Task.CompletedTask);

    /// <summary>The framework's hub, as far as names go.</summary>
    private sealed class Pages : Hub
    {
        public static void StartCircuit()
        {
        }

        public static void ConnectCircuit()
        {
        }

        public static void BeginInvokeDotNetFromJS()
        {
        }

        public static void EndInvokeJSFromDotNet()
        {
        }

        public static void OnRenderCompleted()
        {
        }
    }

    private sealed class Connection(string id, IDictionary<object, object?>? items = null) : HubCallerContext, IHubCallerClients, IClientProxy
    {
        public List<int> Told { get; } = [];

        public override string ConnectionId => id;

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = items ?? new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public IClientProxy Caller => this;

        public IClientProxy Others => this;

        public IClientProxy All => this;

        public HubInvocationContext Call(string method, params object?[] arguments)
            => new(this, null!, new Pages { Clients = this }, typeof(Pages).GetMethod(method)!, arguments);

        public HubLifetimeContext Life() => new(this, null!, new Pages { Clients = this });

        public override void Abort()
        {
        }

        public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
        {
            method.ShouldBe(CircuitDelivery.Delivered);
            Told.Add((int)args[0]!);
            return Task.CompletedTask;
        }

        public IClientProxy OthersInGroup(string groupName) => this;

        public IClientProxy AllExcept(IReadOnlyList<string> excludedConnectionIds) => this;

        public IClientProxy Client(string connectionId) => this;

        public IClientProxy Clients(IReadOnlyList<string> connectionIds) => this;

        public IClientProxy Group(string groupName) => this;

        public IClientProxy GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => this;

        public IClientProxy Groups(IReadOnlyList<string> groupNames) => this;

        IClientProxy IHubClients<IClientProxy>.User(string userId) => this;

        public IClientProxy Users(IReadOnlyList<string> userIds) => this;
    }
}
