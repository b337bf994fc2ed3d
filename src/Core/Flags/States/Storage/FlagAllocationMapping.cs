using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Flags.States.Storage;

internal sealed class FlagAllocationMapping : IEntityTypeConfiguration<FlagAllocationRow>
{
    public void Configure(EntityTypeBuilder<FlagAllocationRow> builder)
    {
        builder.ToTable("flag_allocations", table => table.HasCheckConstraint(
            "ck_flag_allocations_basis_points", $"basis_points BETWEEN 1 AND {BasisPoints.Whole}"));
        builder.HasKey(allocation => new { allocation.VersionId, allocation.ScopeId, allocation.VariantId });
        builder.HasOne<FlagStateRow>().WithMany()
            .HasForeignKey(allocation => new { allocation.VersionId, allocation.ScopeId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Variant>().WithMany().HasForeignKey(allocation => allocation.VariantId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
