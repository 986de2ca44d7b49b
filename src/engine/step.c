/* step.c: a step's products of weights. See step.h. */
#include "engine/step.h"

#include "engine/pack.h"

void step_plan_products(Step *step) {
    const float *packed = step->cell->packed;
    step->product_count = cell_products(&step->cell->spec, step->products);
    for (int k = 0; k < step->product_count; k++) {
        step->packed[k] = packed;
        packed += pack_product_size(&step->cell->spec, &step->products[k]);
    }
}

static const float *second_factor(const Step *step, const ProductInfo *product) {
    return product->second_now ? step_now(step, 0, product->second)
                               : step_before(step, 0, product->second);
}

static void product_of_row(const Step *step, int k) {
    const CellSpec *spec = &step->cell->spec;
    const ProductInfo *product = &step->products[k];
    const Product work = {.packed = step->packed[k],
                          .a = step_now(step, 0, SIGNAL_X),
                          .b = second_factor(step, product),
                          .rows_a = pack_rows_x(spec, product),
                          .rows_b = pack_rows_h(spec, product),
                          .columns = pack_columns(spec, product),
                          .out = step_now(step, 0, product->out),
                          .backwards = step->t & 1};
    step->kernels->product(&work);
}

static void product_of_batch(const Step *step, int k) {
    const CellSpec *spec = &step->cell->spec;
    const ProductInfo *product = &step->products[k];
    size_t record = step->trace->record;
    const BatchProduct work = {.packed = step->packed[k],
                               .a = step_now(step, 0, SIGNAL_X),
                               .b = second_factor(step, product),
                               .out = step_now(step, 0, product->out),
                               .stride_a = record,
                               .stride_b = record,
                               .stride_out = record,
                               .rows = step->trace->batch,
                               .rows_a = pack_rows_x(spec, product),
                               .rows_b = pack_rows_h(spec, product),
                               .columns = pack_columns(spec, product),
                               .zero = step->zero && product->second == SIGNAL_H};
    step->kernels->batch_product(&work);
}

void step_product(const Step *step, int k) {
    if (step->trace->batch == 1)
        product_of_row(step, k);
    else
        product_of_batch(step, k);
}
