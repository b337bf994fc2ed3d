using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Unit.Delivery;

/// <summary>An environment with one of everything that can be served, made by hand so that a test knows every number in it.</summary>
internal static class MadeShop
{
    public const int Id = 5;
    public const string HashKey = "hash_shop";
    public const string ClientKey = "client_shop";
    public const string ServerKey = "ser.shop";

    public const int Button = 7;
    public const int DarkMode = 8;
    public const int Limit = 9;
    public const int Secret = 10;
    public const int Retired = 11;

    public const int Staff = 3;
    public const int Rollout = 42;

    public static DateTimeOffset CreatedAt { get; } = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset UpdatedAt { get; } = new DateTimeOffset(2026, 6, 1, 9, 5, 0, TimeSpan.Zero).AddMilliseconds(123);

    public static ServedSettings Settings { get; } = new(
        "Shop", ProjectHidesDisabledFlags: false, HidesDisabledFlags: null, HidesSensitiveData: false, AllowsClientTraits: true, AllowedOrigins: "");

    /// <summary>The environment as it is loaded.</summary>
    /// <param name="settings">What its administrators decided.</param>
    /// <param name="isRunning">Whether an experiment runs on the button.</param>
    /// <param name="percent">How many of everybody are in its rollout.</param>
    /// <param name="revision">Counts its changes.</param>
    /// <param name="updatedAt">When it was changed last; null for a moment that goes with the revision.</param>
    /// <param name="keys">What opens it; null for a client key and a server key.</param>
    /// <param name="forced">Who is forced to the variant of the button.</param>
    public static LoadedEnvironment Load(
        ServedSettings? settings = null, bool isRunning = true, int percent = 30, long revision = 1,
        DateTimeOffset? updatedAt = null, IReadOnlyList<LoadedKey>? keys = null, string forced = "vip")
        => Wrap(
            new ServedEnvironment(
                Id, 1, "Development", HashKey, revision, updatedAt ?? UpdatedAt.AddSeconds(revision - 1), settings ?? Settings,
                Segments(isRunning, percent),
                [ButtonFlag(isRunning, forced), DarkModeFlag(), LimitFlag(), SecretFlag(), RetiredFlag()]),
            keys ?? [Client(ClientKey), Server(ServerKey)]);

    /// <summary>Another environment with one flag of its own.</summary>
    public static LoadedEnvironment Other(int id, int projectId, string name, params IReadOnlyList<LoadedKey> keys) => Wrap(
        new ServedEnvironment(
            id, projectId, name, $"hash_{name}", 1, UpdatedAt, Settings with { ProjectName = $"Project {projectId}" }, [],
            [Flag(100 + id, $"only_{name}", FlagValueType.String, State(1_000 + id, true, ContextValue.Of($"of {name}")))]),
        keys);

    public static LoadedKey Client(string token, DateTimeOffset? expiresAt = null)
        => new(1, EnvironmentKeyKind.Client, token, Core.Access.Keys.Secret.Hash(token), expiresAt);

    public static LoadedKey Server(string token, DateTimeOffset? expiresAt = null)
        => new(2, EnvironmentKeyKind.Server, null, Core.Access.Keys.Secret.Hash(token), expiresAt);

    private static LoadedEnvironment Wrap(ServedEnvironment environment, IReadOnlyList<LoadedKey> keys) => new(
        environment, keys, new Dictionary<int, LoadedPart<FlagStamp, ServedFlag>>(), new Dictionary<int, LoadedPart<SegmentStamp, ServedSegment>>());

    private static List<ServedSegment> Segments(bool isRunning, int percent)
    {
        List<ServedSegment> segments =
        [
            Segment(Staff, null, "Staff", new ConditionDefinition("team", "EQUAL", "staff")),
            Segment(4, null, "Nobody uses it", new ConditionDefinition("plan", "EQUAL", "pro")),
            Segment(6, Limit, "Of a feature without an override", new ConditionDefinition("plan", "EQUAL", "pro")),
            new(12, null, new CompiledSegment(new SegmentDefinition("12", "Empty", []))),
        ];
        if (isRunning)
        {
            segments.Add(Segment(
                Rollout, Button, ServedSegment.RolloutName(Rollout),
                new ConditionDefinition("$.identity.key", "PERCENTAGE_SPLIT", percent.ToString(CultureInfo.InvariantCulture))));
        }

        return segments;
    }

    private static ServedSegment Segment(int id, int? featureId, string name, ConditionDefinition condition)
        => new(id, featureId, new CompiledSegment(new SegmentDefinition(ServedSegment.IdOf(id), name, [new RuleDefinition("ALL", [condition], [])])));

    // By the hashes of the reference: "in" is inside 30 percent and gets big, "out" is outside.
    private static ServedFlag ButtonFlag(bool isRunning, string forced)
    {
        VariantDefinition[] Split(double big, double small) =>
            [new("big", ContextValue.Of("big"), big, 1), new("small", ContextValue.Of("small"), small, 2)];
        var normal = State(9_000, true, ContextValue.Of("control"), Split(0, 0));
        List<OverrideDefinition> overrides = [new(ServedSegment.IdOf(Staff), 0, State(9_001, true, ContextValue.Of("for staff"), Split(0, 0)))];
        List<ServedScope> scopes = [Scope(202, 9_001, Staff, 0)];
        if (isRunning)
        {
            overrides.Add(new(ServedSegment.IdOf(Rollout), 1_000_000, State(9_002, true, ContextValue.Of("control"), Split(60, 40))));
            scopes.Add(Scope(203, 9_002, Rollout, 1_000_000));
        }

        return new ServedFlag
        {
            FeatureId = Button,
            Name = "checkout_button",
            Description = "",
            ValueType = FlagValueType.String,
            InitialValue = "control",
            DefaultEnabled = true,
            ServerKeyOnly = false,
            CreatedAt = CreatedAt,
            Variants = [new(31, Uuid(31), 1, "big", "big"), new(32, Uuid(32), 2, "small", "small")],
            Default = Scope(201, 9_000, null, 0),
            Overrides = scopes,
            Identities = new Dictionary<string, ServedIdentity>(StringComparer.Ordinal) { [forced] = new(77, forced, CreatedAt) },
            Compiled = new CompiledFlag(new FlagDefinition("checkout_button", normal, overrides)
            {
                Identities = new Dictionary<string, StateDefinition>(StringComparer.Ordinal)
                {
                    [forced] = State(77, true, ContextValue.Null, Split(100, 0)),
                },
            }),
            IsExperimentRunning = isRunning,
            RunningSegmentId = isRunning ? Rollout : null,
        };
    }

    private static ServedFlag DarkModeFlag() => Flag(
        DarkMode, "dark_mode", FlagValueType.Boolean, State(9_010, true, ContextValue.Null), "Night owls", initialValue: null, defaultEnabled: false);

    private static ServedFlag LimitFlag() => Flag(Limit, "limit", FlagValueType.Integer, State(9_020, false, ContextValue.Of(50L)));

    private static ServedFlag SecretFlag()
        => Flag(Secret, "secret", FlagValueType.String, State(9_030, true, ContextValue.Of("hush")), serverKeyOnly: true);

    private static ServedFlag RetiredFlag()
        => Flag(Retired, "retired", FlagValueType.Boolean, State(9_040, false, ContextValue.Null), serverKeyOnly: true);

    private static ServedFlag Flag(
        int id, string name, FlagValueType type, StateDefinition state, string description = "", string? initialValue = "50",
        bool defaultEnabled = true, bool serverKeyOnly = false)
        => new()
        {
            FeatureId = id,
            Name = name,
            Description = description,
            ValueType = type,
            InitialValue = initialValue,
            DefaultEnabled = defaultEnabled,
            ServerKeyOnly = serverKeyOnly,
            CreatedAt = CreatedAt,
            Variants = [],
            Default = Scope(id + 200, int.Parse(state.Key, CultureInfo.InvariantCulture), null, 0),
            Overrides = [],
            Identities = new Dictionary<string, ServedIdentity>(StringComparer.Ordinal),
            Compiled = new CompiledFlag(new FlagDefinition(name, state, [])),
            IsExperimentRunning = false,
            RunningSegmentId = null,
        };

    private static StateDefinition State(int seed, bool enabled, ContextValue value, params VariantDefinition[] variants)
        => new(seed.ToString(CultureInfo.InvariantCulture), enabled, value, variants);

    private static ServedScope Scope(int id, int seed, int? segmentId, int rank) => new(id, Uuid(id), seed, segmentId, rank);

    private static Guid Uuid(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
