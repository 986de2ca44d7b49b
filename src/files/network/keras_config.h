/* keras_config.h: the layers of Keras and of TensorFlow.js, by the configuration that their files have.
 * Private to this folder. */
#ifndef GATESCOPE_FILES_NETWORK_KERAS_CONFIG_H
#define GATESCOPE_FILES_NETWORK_KERAS_CONFIG_H

#include "files/network/keras_layer.h"

/* The set's config is {"keras_version": "3.1.0", "model_config": {"class_name": ..., "config": ...}};
 * the version is of TensorFlow.js where it begins with "tfjs". False and an error. */
bool keras_read_config(const Keras *keras);

#endif
